import { readFileSync } from 'node:fs'
import type { Answers } from '#domain/answers.ts'
import type {
  CommuneRecord,
  OrganisationRecord,
  PersonRecord,
  UnitRecord,
  WorkingGroupRecord,
} from '#domain/records.ts'
import type { DecisionKind, VisitBody } from '#domain/visit.ts'

/** Who did a thing and when; `operationId` is the id under which it is recorded. */
export interface Deed {
  readonly operationId: string
  readonly by: string
  readonly at: string
}

export interface SampleFirm extends Deed {
  readonly id: string
  readonly fields: Readonly<Record<string, string | boolean | readonly string[]>>
}

export interface SampleRevision {
  readonly operationId: string
  readonly submittedAt: string
  readonly answers: Answers
  readonly explanations?: Readonly<Record<string, string>>
  readonly reply?: VisitBody['reply']
  readonly decision?: Deed & {
    readonly kind: DecisionKind
    readonly reason?: string
    readonly fields?: readonly string[]
  }
}

export interface SampleVisit {
  readonly id: string
  readonly firmId: string
  readonly author: string
  readonly occurredAt: string
  /** The earliest first. */
  readonly revisions: readonly SampleRevision[]
}

type Fields = Readonly<Record<string, unknown>>

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(`seeds/${file}.json`, 'utf8')) as Content
}

const visitFiles = ['song-xanh', 'doi-che', 'ben-suong', 'vinh-nang', 'gom-ha', 'lua-vang']
const places = read<{ communes: readonly CommuneRecord[]; parks: readonly (Deed & Fields & { id: string })[] }>('places')
const people = read<{ workingGroup: WorkingGroupRecord; people: readonly PersonRecord[] }>('people')
const goals = read<Record<'targets' | 'outcomes', readonly (Deed & Fields & { id: string })[]>>('targets')

/** The sample unit as it lies in `seeds/`. */
export const sample = {
  unit: read<UnitRecord>('unit'),
  workingGroup: people.workingGroup,
  people: people.people,
  communes: places.communes,
  parks: places.parks,
  firms: read<readonly SampleFirm[]>('firms'),
  organisations: read<readonly OrganisationRecord[]>('organisations'),
  assignments: read<readonly (Deed & Fields & { firmId: string })[]>('assignments'),
  plan: read<readonly (Deed & Fields & { firmId: string })[]>('plan'),
  targets: goals.targets,
  outcomes: goals.outcomes,
  visits: visitFiles.flatMap((file) => read<readonly SampleVisit[]>(`visits/${file}`)),
}

export function personNamed(username: string): PersonRecord {
  return sample.people.find((person) => person.username === username)!
}

/** The firm with these words at the end of its name: `Dệt Sao 3`. */
export function firmNamed(ending: string): SampleFirm {
  return sample.firms.find(({ fields }) => String(fields['name']).endsWith(ending))!
}
