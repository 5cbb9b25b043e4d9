import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import type { FileMistake, FileWrong } from '#domain/reorganisationFile.ts'

export interface Refused {
  readonly fileName: string
  readonly mistakes: readonly FileMistake[] | 'notText'
}

/** Why a file was not opened: every mistake with its place. */
export function FileRefused({ fileName, mistakes }: Refused) {
  return (
    <>
      <Banner
        tone="bad"
        what={m.units_fileRefused({ name: fileName })}
        todo={mistakes === 'notText' ? m.units_fileNotText() : m.units_fileRefusedTodo()}
        safe={m.units_fileRefusedSafe()}
        urgent
      />
      {mistakes !== 'notText' && (
        <List label={m.units_fileMistakes()}>
          {mistakes.slice(0, mostShown).map((mistake) => (
            <ListRow key={`${mistake.at} ${mistake.wrong}`} title={mistakeWords(mistake)} />
          ))}
        </List>
      )}
    </>
  )
}

const mostShown = 50

function mistakeWords({ at, wrong, about }: FileMistake): string {
  if (wrong === 'notJson') return about === '' ? m.units_fileNotJson() : m.units_fileNotJsonAt({ about })
  if (wrong === 'notThisKind') return m.units_fileNotThisKind({ about })
  if (wrong === 'newer') return m.units_fileNewer({ about })
  return at === ''
    ? words[wrong]({ about })
    : m.units_fileAt({ at: placeWords(at), wrong: words[wrong]({ about }) })
}

/** `changes 2 into 1 name` → «Thay đổi 2 › into 1 › name» */
function placeWords(at: string): string {
  const steps = at.match(/[^\d\s]+( \d+)?/g) ?? [at]
  return steps
    .map((step) => step.replace(/^changes (\d+)$/, (_found, n: string) => m.units_fileChange({ n })))
    .join(' › ')
}

const words: Readonly<
  Record<Exclude<FileWrong, 'notJson' | 'notThisKind' | 'newer'>, (given: { about: string }) => string>
> = {
  missing: m.units_fileMissing,
  noName: m.units_fileNoName,
  extra: m.units_fileExtra,
  tooFew: m.units_fileTooFew,
  notOneOf: m.units_fileNotOneOf,
  notADay: m.units_fileNotADay,
  sign: m.units_fileSign,
  notThisValue: m.units_fileNotThisValue,
}
