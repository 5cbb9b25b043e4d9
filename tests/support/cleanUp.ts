import { act, cleanup } from '@testing-library/preact'
import { afterEach } from 'vitest'

// Testing Library takes screens away by itself only where test functions are globals.
afterEach(() => act(cleanup))
