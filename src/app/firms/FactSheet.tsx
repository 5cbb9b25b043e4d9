import './factSheet.css'
import { DefinitionList, type Definition } from '#app/ui/DefinitionList.tsx'

/** Name and value on one line where they fit, where it comes from under both. */
export function FactSheet({ items }: { readonly items: readonly Definition[] }) {
  return (
    <div className="fact-sheet">
      <DefinitionList items={items} />
    </div>
  )
}
