import './form.css'
import { Dexie, type Table } from 'dexie'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { useForm, type UseFormRegister } from 'react-hook-form'
import { z } from 'zod'
import { plainFields, type PlainField } from './fields.ts'

// The floor: what anybody would write by hand with the same parts, autosaving every change. No rules, no words,
// no sections, no promise about the disk.

const schemaByKind = {
  count: z.coerce.number().int().min(0).optional(),
  code: z.string().optional(),
  codes: z.array(z.string()).optional(),
  yesNo: z.string().optional(),
  text: z.string().max(500).optional(),
  date: z.string().optional(),
} as const
const schema = z.object(Object.fromEntries(plainFields.map(({ name, kind }) => [name, schemaByKind[kind]])))
type Values = Record<string, unknown>

const database = new Dexie('floor-form') as Dexie & { drafts: Table<{ id: string; values: Values }, string> }
database.version(1).stores({ drafts: 'id' })

function PlainForm({ stored }: { readonly stored: Values }) {
  const { register, subscribe } = useForm<Values>({ defaultValues: stored })
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const parsed = schema.safeParse(values)
          void database.drafts.put({ id: 'draft', values: parsed.success ? parsed.data : values })
        },
      }),
    [subscribe],
  )
  return (
    <form className="visit-form" noValidate onSubmit={(event) => event.preventDefault()}>
      {plainFields.map((field) => (
        <fieldset key={field.name} data-question={field.name}>
          <legend>{field.name}</legend>
          <Entry field={field} register={register} />
        </fieldset>
      ))}
    </form>
  )
}

function Entry({
  field: { name, kind },
  register,
}: {
  field: PlainField
  register: UseFormRegister<Values>
}) {
  if (kind === 'text') return <textarea aria-label={name} {...register(name)} />
  if (kind === 'count') return <input aria-label={name} type="text" inputMode="numeric" {...register(name)} />
  if (kind === 'date') return <input aria-label={name} type="date" {...register(name)} />
  const options = kind === 'yesNo' ? ['yes', 'no'] : ['one', 'two', 'three', 'four', 'five']
  return options.map((option) => (
    <label key={option}>
      <input type={kind === 'codes' ? 'checkbox' : 'radio'} value={option} {...register(name)} />
      {option}
    </label>
  ))
}

async function start(): Promise<void> {
  const stored = await database.drafts.get('draft')
  createRoot(document.querySelector('#root')!).render(
    <StrictMode>
      <PlainForm stored={stored?.values ?? {}} />
    </StrictMode>,
  )
  requestIdleCallback(() => void navigator.serviceWorker.register('/serviceWorker.js'))
}

void start()
