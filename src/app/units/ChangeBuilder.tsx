import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import type { UnitChange, UnitThing } from '#domain/reorganisation.ts'
import type { WrittenChange } from '#domain/reorganisationFile.ts'
import { nameOn, unitsOn, type Units } from '#domain/units.ts'
import { changeLine, kindWords, thingWords } from './changeLine.ts'

interface ChangeBuilderProps {
  readonly units: Units
  readonly on: string
  /** A line for the list of changes. */
  readonly onAdd: (line: string) => void
}

type Kind = UnitChange['kind']
/** Makes one line of the list, so that nobody must know how a line is written. */
export function ChangeBuilder({ units, on, onAdd }: ChangeBuilderProps) {
  const [kind, setKind] = useState<Kind>('rename')
  const [thing, setThing] = useState<UnitThing>('commune')
  const [from, setFrom] = useState('')
  const [into, setInto] = useState('')
  const [name, setName] = useState('')
  const options = optionsOf(units, thing, on)
  const intoOptions = kind === 'reparent' ? optionsOf(units, parentThings[thing], on) : options
  const isReady = from !== '' && (kind === 'rename' ? name.trim() !== '' : into !== '' || name.trim() !== '')
  const add = () => {
    onAdd(changeLine(written({ kind, thing, from, into, name: name.trim() })))
    setFrom('')
    setInto('')
    setName('')
  }
  return (
    <section className="card stack" aria-label={m.units_builder()}>
      <Segmented<Kind>
        label={m.units_what()}
        layout="grid"
        options={kinds.map((value) => ({ value, label: kindWords[value]() }))}
        value={kind}
        onChange={setKind}
      />
      <Segmented<UnitThing>
        label={m.units_whichThing()}
        layout="grid"
        options={things.map((value) => ({ value, label: thingWords[value]() }))}
        value={thing}
        onChange={(next) => {
          setThing(next)
          setFrom('')
          setInto('')
        }}
      />
      <SelectField label={m.units_from()} options={[choose(), ...options]} value={from} onChange={setFrom} />
      {kind !== 'rename' && (
        <SelectField
          label={intoWords[kind]()}
          options={[choose(), ...intoOptions]}
          value={into}
          onChange={setInto}
        />
      )}
      {kind !== 'reparent' && (
        <TextField
          label={kind === 'split' ? m.units_newPart() : m.units_newName()}
          hint={kind === 'split' && thing === 'commune' ? m.units_newPartHint() : undefined}
          autoComplete="off"
          value={name}
          onChange={setName}
        />
      )}
      <div className="row">
        <Button disabled={!isReady} onClick={add}>
          {m.units_addLine()}
        </Button>
      </div>
    </section>
  )
}

const kinds: readonly Kind[] = ['rename', 'merge', 'split', 'reparent']
const things: readonly UnitThing[] = ['commune', 'park', 'organisation', 'province']
const parentThings: Readonly<Record<UnitThing, UnitThing>> = {
  commune: 'province',
  park: 'commune',
  organisation: 'organisation',
  province: 'province',
}
const intoWords: Readonly<Record<Exclude<Kind, 'rename'>, () => string>> = {
  merge: m.units_into,
  split: m.units_otherPart,
  reparent: m.units_parent,
}

function choose() {
  return { value: '', label: m.form_choose() }
}

function optionsOf(units: Units, thing: UnitThing, on: string) {
  return unitsOn(units, thing, on)
    .map((id) => ({ value: id, label: nameOn(units, { thing, id }, on) ?? id }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'vi'))
}

/** The unit that is split goes on as one of the parts. */
function written(change: {
  readonly kind: Kind
  readonly thing: UnitThing
  readonly from: string
  readonly into: string
  readonly name: string
}): WrittenChange {
  const { kind, thing, from: unit, into, name } = change
  if (kind === 'rename') return { kind, thing, unit, name }
  if (kind === 'reparent') return { kind, thing, unit, parents: [into] }
  if (kind === 'merge')
    return {
      kind,
      thing,
      units: [unit],
      into: { ...(into !== '' && { unit: into }), ...(name !== '' && { name }) },
    }
  const parts = [into, name].filter((part) => part !== '').map((part) => ({ unit: part }))
  return { kind, thing, unit, into: [{ unit }, ...parts] }
}
