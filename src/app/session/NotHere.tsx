import { m } from '#app/messages/compiled/messages.js'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'

/** An address without a screen, or with one that is not for this person. */
export function NotHere() {
  return (
    <Page width="narrow">
      <PageHeader title={m.notHere_title()} />
      <p>{m.notHere_text()}</p>
      <div className="row">
        <ButtonLink href="/" tone="primary">
          {m.broken_home()}
        </ButtonLink>
      </div>
    </Page>
  )
}
