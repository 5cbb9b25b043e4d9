import { EllipsisVertical, FileText, Phone, Trash2 } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { sectionLabel } from '#app/messages/labels.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { formatTime } from '#app/ui/format.ts'
import { IconButton } from '#app/ui/IconButton.tsx'
import { TopBar } from '#app/ui/PageHeader.tsx'
import { StepProgress } from '#app/ui/StepProgress.tsx'
import type { VisitForm } from '#device/visits.ts'
import { discardDraft } from '#device/drafts.ts'
import { valueIn } from '#domain/draft.ts'
import { nameOf } from '#domain/profile.ts'
import { questions, sectionNumbers } from '#domain/questionnaire.ts'
import { useDevice } from '#app/ports.tsx'
import { paths } from '#app/paths.ts'
import { useVisitForm } from './formInHand.ts'
import type { Layout } from './layout.ts'

interface FormHeadProps {
  readonly layout: Layout
  readonly form: VisitForm
  readonly readOnly: boolean
  readonly onDiscarded: () => void
}

/** Which firm, what is on disk, how far; «Hỏi nhanh» and the menu. */
export function FormHead({ layout, form, readOnly, onDiscarded }: FormHeadProps) {
  const { open, change } = useVisitForm()
  const [menu, setMenu] = useState(false)
  const firmId = open.view.firm.id
  const steps = sectionNumbers.map((number) => {
    const { kind, needed, missing } = layout.progress.sections[number]
    const isThrough =
      kind === 'done' || (kind === 'notAsked' && layout.progress.sections[1].kind !== 'notYet')
    const share = isThrough ? 1 : needed === 0 ? 0 : (needed - missing) / needed
    return { name: sectionLabel(number, layout.context.profile.unitKind), share }
  })
  const inHand = form.focus === undefined ? undefined : questionById(form.focus)?.section
  const current = inHand === undefined ? steps.findIndex((step) => step.share < 1) : inHand - 1
  return (
    <TopBar
      title={shortName(nameOf(open.view.profile))}
      note={<SaveNote />}
      backHref={paths.firm(firmId)}
      actions={
        <IconButton
          icon={EllipsisVertical}
          label={m.form_menu()}
          onClick={() => setMenu(true)}
          aria-haspopup="dialog"
        />
      }
    >
      <div className="visit-head-line">
        <StepProgress steps={steps} current={current === -1 ? steps.length - 1 : current} />
        <button
          type="button"
          className="not-known visit-short"
          aria-pressed={form.shortForm}
          disabled={readOnly}
          onClick={() => change((now) => ({ ...now, shortForm: !now.shortForm }))}
        >
          {m.visit_shortQuestions()}
        </button>
      </div>
      <Menu
        open={menu}
        firmId={firmId}
        readOnly={readOnly}
        onClose={() => setMenu(false)}
        onDiscarded={onDiscarded}
      />
    </TopBar>
  )
}

const longestName = 56

/** A long name by its beginning and its end, where the number stands that tells it from others. */
function shortName(name: string): string {
  if (name.length <= longestName) return name
  const half = longestName / 2
  const start = name.slice(0, name.lastIndexOf(' ', half))
  return `${start} … ${name.slice(name.indexOf(' ', name.length - half) + 1)}`
}

function questionById(id: string) {
  return questions.find((question) => question.id === id)
}

const patienceMs = 300

/** The last moment at which everything was on disk; «đang lưu…» only while a save takes noticeably long. */
function SaveNote() {
  const { saver } = useVisitForm()
  const state = useSyncExternalStore(saver.subscribe, saver.state)
  const [slowAfter, setSlowAfter] = useState<number>()
  const { saving, savedRevision } = state
  useEffect(() => {
    if (!saving) return
    const timer = setTimeout(() => setSlowAfter(savedRevision), patienceMs)
    return () => clearTimeout(timer)
  }, [saving, savedRevision])
  if (state.refused !== undefined) return <span className="visit-unsaved">{m.form_unsaved()}</span>
  if (saving && slowAfter === savedRevision) return m.form_saving()
  return (
    <>
      {m.visit_saved()}
      {/* a time read out after every key would drown the questions */}
      <span aria-hidden> {formatTime(new Date(state.savedAt), getLocale())}</span>
    </>
  )
}

function Menu(props: {
  readonly open: boolean
  readonly firmId: string
  readonly readOnly: boolean
  readonly onClose: () => void
  readonly onDiscarded: () => void
}) {
  const { open, firmId, readOnly, onClose, onDiscarded } = props
  const { open: visit, read, saver } = useVisitForm()
  const device = useDevice()
  const [asks, setAsks] = useState(false)
  const contact = valueIn(read().answers, 'contact') as { readonly phone?: string } | undefined
  const discard = async () => {
    await saver.flush()
    const discarded = await discardDraft(device, visit.draft.visitId)
    if (discarded.ok) onDiscarded()
  }
  return (
    <>
      <Sheet open={open && !asks} title={m.form_menu()} onClose={onClose}>
        <div className="stack">
          <ButtonLink icon={FileText} href={paths.letter(firmId, visit.draft.visitId)} wide>
            {m.letter_title()}
          </ButtonLink>
          {typeof contact?.phone === 'string' && contact.phone !== '' && (
            <a
              className="button"
              data-tone="secondary"
              data-wide
              href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}
            >
              <Phone className="button-icon" aria-hidden />
              <span className="button-text">{m.action_call()}</span>
            </a>
          )}
          <Button icon={Trash2} tone="danger" wide disabled={readOnly} onClick={() => setAsks(true)}>
            {m.visit_discard()}
          </Button>
        </div>
      </Sheet>
      <ConfirmDialog
        open={asks}
        title={m.visit_discard()}
        confirmLabel={m.visit_discard()}
        danger
        onConfirm={() => void discard()}
        onClose={() => setAsks(false)}
      >
        <p>{m.form_discardNote()}</p>
      </ConfirmDialog>
    </>
  )
}
