import * as floor from '../floor/plainSync.ts'
import * as forms from './formTasks.ts'
import * as lists from './listTasks.ts'
import * as saves from './saveTasks.ts'
import * as sync from './syncTasks.ts'

/** What a page or its worker can be asked to do, by name. */
export const tasks = { ...sync, ...floor, ...saves, ...lists, ...forms }
export type Tasks = typeof tasks
export type TaskName = keyof Tasks

export interface TaskCall {
  readonly name: TaskName
  readonly argument: unknown
}

export async function runTask({ name, argument }: TaskCall): Promise<unknown> {
  const task = tasks[name] as (argument: unknown) => unknown
  return task(argument)
}
