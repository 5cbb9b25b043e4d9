import { m } from './compiled/messages.js'
import type { Label } from './labels.ts'

/** What may be said to a concern, by the key of the argument. */
export const dialogueWords: Readonly<Record<string, Label>> = {
  offShift: m.dialogue_offShift,
  noLeave: m.dialogue_noLeave,
  fittingTasks: m.dialogue_fittingTasks,
  notABurden: m.dialogue_notABurden,
  emulation: m.dialogue_emulation,
  discipline: m.dialogue_discipline,
  bridge: m.dialogue_bridge,
  ownRules: m.dialogue_ownRules,
  networking: m.dialogue_networking,
  results: m.dialogue_results,
  membersCount: m.dialogue_membersCount,
  coordination: m.dialogue_coordination,
  ownerMayJoin: m.dialogue_ownerMayJoin,
  notNow: m.dialogue_notNow,
  passedOn: m.dialogue_passedOn,
  meanwhile: m.dialogue_meanwhile,
  stableFirst: m.dialogue_stableFirst,
  allKinds: m.dialogue_allKinds,
  foreignFirms: m.dialogue_foreignFirms,
  unionFirst: m.dialogue_unionFirst,
  askWhichRule: m.dialogue_askWhichRule,
  listen: m.dialogue_listen,
  leaveLetter: m.dialogue_leaveLetter,
  leaderComes: m.dialogue_leaderComes,
  noteIt: m.dialogue_noteIt,
}
