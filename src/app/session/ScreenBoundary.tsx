import { Component, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'

interface ScreenBoundaryProps {
  /** The screen's place: at another one all is well again. */
  readonly place: string
  readonly children: ReactNode
}

interface Broken {
  readonly broken: boolean
  readonly place: string
}

/** A screen that breaks says so, and what is safe; the others go on. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, Broken> {
  override state: Broken = { broken: false, place: this.props.place }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  static getDerivedStateFromProps({ place }: ScreenBoundaryProps, before: Broken): Broken | null {
    return place === before.place ? null : { broken: false, place }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <Page width="narrow">
        <h1>{m.broken_title()}</h1>
        <Banner
          tone="warn"
          what={m.broken_what()}
          safe={m.broken_safe()}
          todo={m.broken_do()}
          actions={
            <>
              <Button tone="primary" onClick={() => location.reload()}>
                {m.broken_reload()}
              </Button>
              <Button onClick={() => location.assign('/')}>{m.broken_home()}</Button>
            </>
          }
        />
      </Page>
    )
  }
}
