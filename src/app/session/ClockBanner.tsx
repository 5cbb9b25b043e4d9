import '#app/ui/PageBanner.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatDuration } from '#app/ui/format.ts'
import { readWrongClock } from '#device/clock.ts'

/** The phone's clock is wrong: nothing is lost by it, but hours written down may be wrong. */
export function ClockBanner() {
  const device = useDevice()
  const clock = useLiveQuery(() => readWrongClock(device), [device])
  if (clock === undefined) return null
  const duration = formatDuration(Math.abs(clock.aheadMs), getLocale())
  const visits = countWords(clock.visits, 'visits')
  const some = clock.visits > 0
  return (
    <div className="page-banner">
      <Banner
        tone="warn"
        what={
          clock.aheadMs > 0
            ? m.failure_clockWrong_whatFast({ duration })
            : m.failure_clockWrong_whatSlow({ duration })
        }
        safe={some ? m.failure_clockWrong_safe({ visits }) : m.failure_clockWrong_safeNone()}
        todo={some ? m.failure_clockWrong_do({ visits }) : m.failure_clockWrong_doNone()}
        actions={some && <ButtonLink href={paths.today}>{m.failure_clockWrong_see({ visits })}</ButtonLink>}
      />
    </div>
  )
}
