import type { ProblemCode } from './problem.ts'

/** What the server did with an operation: counted, put beside a change by others, kept beside a rival revision, or kept apart. */
export const receiptStatuses = ['applied', 'merged', 'diverged', 'held'] as const
export type ReceiptStatus = (typeof receiptStatuses)[number]

/** The server's word that it holds the operation with this hash. `seq` is its place in the unit's order. */
export interface Receipt {
  readonly operationId: string
  readonly status: ReceiptStatus
  readonly seq: number
  readonly bodyHash: string
  readonly problem?: ProblemCode | undefined
}
