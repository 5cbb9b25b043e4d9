import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

/** Starts PostgreSQL for the project whose tests run on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres()
  project.provide('postgres', url)
  return stop
}
