import {
  freezeHolder,
  freezeOne,
  killOne,
  killPhone,
  loseConnection,
  moveClock,
  openAnother,
  openPages,
  passNight,
  poison,
  troubleDisk,
  updateServiceWorker,
  upgradeApp,
  vanishRow,
} from './deviceTroubles.ts'
import { cloneProfile, copyPhone, evict, flipByte } from './phoneDisasters.ts'
import { act, answer, complete, correct, discard, enterFirm, openForm, sendNow, type Act } from './people.ts'
import { changeNetwork, changeRole, crashServer, expireSession, somePlaceSignsIn } from './serverTroubles.ts'
import { backUp, passHalfYear, restore, withdraw } from './serverDisasters.ts'
import { answerOwner, organise, reorganise, takeBack, takeIn, touchListed, visitListed } from './offices.ts'
import { dieInList, fillDiskInList, isSurveyor, takeTogether } from './officeTroubles.ts'
import { approveProposed, assign, correctProfile, decide, guide } from './supervisors.ts'
import { chance, idlePages, pick, type SimulatedWorld } from './world.ts'

type Move = (world: SimulatedWorld) => void | Promise<void>
type Weighted<Item> = readonly (readonly [weight: number, item: Item])[]

const surveyorActs: Weighted<readonly [words: string, act: Act]> = [
  [2, ['open a form', openForm]],
  [3, ['answer', answer]],
  [9, ['complete', complete]],
  [3, ['correct', correct]],
  [1, ['discard or restore', discard]],
  [1, ['enter a firm', enterFirm]],
  [2, ['send now', sendNow]],
]

const supervisorActs: Weighted<readonly [words: string, act: Act]> = [
  [5, ['decide', decide]],
  [4, ['correct a profile', correctProfile]],
  [5, ['assign', assign]],
  [1, ['guide', guide]],
  [1, ['approve a firm', approveProposed]],
  [1, ['complete', complete]],
]

const officeActs: Weighted<readonly [words: string, act: Act]> = [
  [6, ['take in a list', takeIn]],
  [4, ['take back a list', takeBack]],
  [5, ['touch a listed firm', touchListed]],
  [1, ['answer an owner', answerOwner]],
  [1, ['organise', organise]],
  [1, ['reorganise', reorganise]],
]

/** Of an office and of those who go where its lists send them. */
const officeMoves: Weighted<Move> = [
  [12, somebodyInOffice],
  [2, takeTogether],
  [2, dieInList],
  [1, fillDiskInList],
]

/** Chosen by weight: mostly people at work, the rest is what may befall them. */
const moves: Weighted<Move> = [
  [50, somebodyActs],
  [8, changeNetwork],
  [5, openPages],
  [5, killOne],
  [4, killPhone],
  [3, openAnother],
  [2, freezeOne],
  [1, freezeHolder],
  [3, crashServer],
  [3, troubleDisk],
  [2, moveClock],
  [2, loseConnection],
  [2, somePlaceSignsIn],
  [3, changeRole],
  [1.5, poison],
  [1, expireSession],
  [2, upgradeApp],
  [1, updateServiceWorker],
  [1, vanishRow],
  [3, flipByte],
  [1, cloneProfile],
  [3, copyPhone],
  [1.5, evict],
  [2, backUp],
  [4, restore],
  [2.5, passHalfYear],
  [2, withdraw],
  [0.3, passNight],
]

/** Where there is an office, every third move is its own. */
export async function makeMove(world: SimulatedWorld): Promise<void> {
  const isOffice = world.lists !== undefined && chance(world.dice, 0.35)
  await choose(world, isOffice ? officeMoves : moves)(world)
}

function somebodyActs(world: SimulatedWorld): void {
  const tab = pick(world.dice, idlePages(world))
  if (tab === undefined) return openPages(world)
  const [words, work] = choose(world, isSurveyor(tab) ? surveyorActs : supervisorActs)
  act(world, tab, words, work)
}

function somebodyInOffice(world: SimulatedWorld): void {
  const tab = pick(world.dice, idlePages(world))
  if (tab === undefined) return openPages(world)
  const [words, work] = isSurveyor(tab)
    ? (['visit a listed firm', visitListed] as const)
    : choose(world, officeActs)
  act(world, tab, words, work)
}

function choose<Item>({ dice }: SimulatedWorld, items: Weighted<Item>): Item {
  const total = items.reduce((sum, [weight]) => sum + weight, 0)
  let left = dice.random() * total
  return items.find(([weight]) => (left -= weight) < 0)![1]
}
