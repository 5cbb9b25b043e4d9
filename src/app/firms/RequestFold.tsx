import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { useDevice } from '#app/ports.tsx'
import { Badge, type Tone } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { ownerRequests, type OwnerRequest } from '#domain/ownerRequests.ts'
import { vietnamDay } from '#domain/time.ts'
import type { FirmPageData } from './readFirmPage.ts'
import { RequestSheet } from './RequestSheet.tsx'
import { requestStateWords } from './requestWords.ts'

/** What the firm wished for and what becomes of it: closed until tapped, since others may see the screen. */
export function RequestFold({ data }: { readonly data: FirmPageData }) {
  const device = useDevice()
  const today = vietnamDay(device.now())
  const [answered, setAnswered] = useState<OwnerRequest>()
  const { view, mayAnswerRequests } = data
  const all = ownerRequests(view.visits, view.requests, { approvedAndOwnOf: device.identity.personId })
  if (all.length === 0) return null
  const open = all.filter(({ state }) => state === 'open').length
  return (
    <Card>
      <details className="firm-fold">
        <summary>{m.requests_title({ open, all: all.length })}</summary>
        <div className="firm-fold-inside">
          <List label={m.requests_list()}>
            {all.map((request) => (
              <ListRow
                key={request.visitId}
                title={wishWords(request)}
                text={dotted([
                  formatDate(request.on, getLocale()),
                  request.inCharge,
                  request.dueOn !== undefined &&
                    m.today_due({ date: formatDate(request.dueOn, getLocale()) }),
                  request.answer,
                ])}
                end={
                  <Badge tone={toneOf(request, today)}>
                    {isOverdue(request, today) ? m.requests_overdue() : requestStateWords(request.state)}
                  </Badge>
                }
              >
                {mayAnswerRequests && (
                  <Button onClick={() => setAnswered(request)}>{m.requests_answer()}</Button>
                )}
              </ListRow>
            ))}
          </List>
        </div>
      </details>
      {answered !== undefined && (
        <RequestSheet
          firmId={view.firm.id}
          request={answered}
          wish={wishWords(answered)}
          onClose={() => setAnswered(undefined)}
        />
      )}
    </Card>
  )
}

/** «Gỡ vướng thủ tục: xin điện 3 pha» */
function wishWords({ needs, text }: OwnerRequest): string {
  const named = needs.map((need) => optionLabel('ownerNeeds', need)).join(', ')
  return [named, text].filter((part) => part !== undefined && part !== '').join(': ')
}

function isOverdue({ state, dueOn }: OwnerRequest, today: string): boolean {
  return state === 'open' && dueOn !== undefined && dueOn < today
}

function toneOf(request: OwnerRequest, today: string): Tone {
  if (isOverdue(request, today)) return 'warn'
  return request.state === 'open' ? 'info' : 'neutral'
}
