export interface Mutant {
  /** The mistake that somebody might make. */
  readonly words: string
  /** A seed that showed it when it was last asked. */
  readonly foundBy?: number
  readonly changes: readonly {
    /** Below `src`. */
    readonly file: string
    readonly from: string
    readonly to: string
  }[]
}

/** Mistakes that the simulator must find; one that it does not find would show that it is blind. */
export const mutants = {
  cursorBeforeRows: {
    words: 'the cursor is stored before the rows that it stands for',
    foundBy: 42,
    changes: [
      {
        file: 'device/inbox.ts',
        from: `  const derived = await derivedAfter(device, known, effect, page)
`,
        to: `  const derived = await derivedAfter(device, known, effect, page)
  if (page.meta.cursor !== undefined && known.cursor === expectedCursor) {
    await writeMeta(database, { cursor: page.meta.cursor })
    expectedCursor = page.meta.cursor
  }
`,
      },
    ],
  },
  anyAnswerIsAReceipt: {
    words: 'whatever was in a batch that got a 200 counts as received',
    foundBy: 1,
    changes: [
      {
        file: 'sync/push.ts',
        from: `await takeReceipts(device, answer.receipts as readonly Receipt[], heard)`,
        to: `await takeReceipts(device, operations.map(({ content, bodyHash }) =>
    ({ operationId: content.id, bodyHash, status: 'applied', seq: answer.durableSeq }) as Receipt), heard)`,
      },
    ],
  },
  relaxedDurability: {
    words: 'saves are not flushed to the disk',
    foundBy: 5,
    changes: [
      {
        file: 'device/database.ts',
        from: `chromeTransactionDurability: 'strict'`,
        to: `chromeTransactionDurability: 'relaxed'`,
      },
    ],
  },
  refusedIsDropped: {
    words: 'what a server refuses leaves the outbox',
    foundBy: 4,
    changes: [
      {
        file: 'sync/push.ts',
        from: `    failure = answered.failure
`,
        to: `    failure = answered.failure
    const { status = 0 } = failure
    if (status >= 400 && status < 500) await device.database.outbox.bulkDelete(batch.operations.map(({ content }) => content.id))
`,
      },
    ],
  },
  retryUnderNewId: {
    words: 'completing a visit again makes another operation',
    foundBy: 1,
    changes: [
      {
        file: 'device/submitVisit.ts',
        from: `[{ ...deed, id, baseRevisionId }]`,
        to: `[{ ...deed, baseRevisionId }]`,
      },
    ],
  },
  baseWrittenLocally: {
    words: 'a local save writes into the server’s records',
    foundBy: 1,
    changes: [
      {
        file: 'device/recordOperation.ts',
        from: `  const earlier = await unsealAll`,
        to: `  for (const { recordId: id, kind, sealed } of rows)
    if (kind === 'visit.submit')
      await database.base.put({ collection: 'pin', id, scope: '', seq: 0, state: 'live', sealed })
  const earlier = await unsealAll`,
      },
    ],
  },
  digestIgnored: {
    words: 'nobody compares digests',
    foundBy: 1,
    changes: [
      {
        file: 'sync/repair.ts',
        from: `  if (theirs === undefined) return false
`,
        to: `  if (theirs !== undefined) return false
`,
      },
    ],
  },
  unscopeDropsOutbox: {
    words: 'a firm that leaves the view takes drafts and unsent work about it along',
    foundBy: 3,
    changes: [
      {
        file: 'sync/pull.ts',
        from: `    cursor = page.cursor
`,
        to: `    cursor = page.cursor
    const gone = page.changes.flatMap((change) => (change.kind === 'unscope' ? [change.scope] : []))
    await device.database.outbox
      .filter(({ sealed }) => gone.includes((sealed.plain as { body: { firmId: string } }).body.firmId))
      .delete()
    await device.database.drafts.where('firmId').anyOf(gone).delete()
`,
      },
    ],
  },
  staleRoundWrites: {
    words: 'a page that was overtaken is written all the same',
    foundBy: 78,
    changes: [
      {
        file: 'device/inbox.ts',
        from: `    if (before.cursor !== expectedCursor || before.baseVersion !== version) return 'overtaken'
    if (isOfAnotherTime(before, page, replaces)) return 'overtaken'
`,
        to: '',
      },
    ],
  },
  draftComesBack: {
    words: 'a late autosave brings a completed draft back',
    foundBy: 63,
    changes: [
      {
        file: 'device/drafts.ts',
        from: `      if (!isSubmitted) await database.drafts.put(row)
`,
        to: `      await database.drafts.put(row)
`,
      },
    ],
  },
  outboxExpires: {
    words: 'what waited for a week is given up',
    foundBy: 43,
    changes: [
      {
        file: 'device/outbox.ts',
        from: `  const chosen: OutboxRow[] = []
`,
        to: `  const chosen: OutboxRow[] = []
  await device.database.outbox.filter(({ savedAt }) => savedAt < now - 7 * 86_400_000).delete()
`,
      },
    ],
  },
  signedOutIsWiped: {
    words: 'an ended session empties the outbox',
    foundBy: 11,
    changes: [
      {
        file: 'sync/round.ts',
        from: `  const pulled = await pull(device, road)
`,
        to: `  const pulled = await pull(device, road)
  if (pulled.failure?.kind === 'sessionEnded') await device.database.outbox.clear()
`,
      },
    ],
  },
  acknowledgedIsInvisible: {
    words: 'a visit blinks away between its receipt and the next pull',
    foundBy: 21,
    changes: [
      {
        file: 'device/pending.ts',
        from: `.filter((row) => !isInBase(row, place))`,
        to: `.filter((row) => !isInBase(row, place) && place.upTo < 0)`,
      },
    ],
  },
  everythingIsListed: {
    words: 'the repair list names what is not in the person’s view',
    foundBy: 4,
    changes: [
      {
        file: 'server/repairs.ts',
        from: `seesAll ? unitKeysQuery(unitId) : scopedKeysQuery(unitId, person.id)`,
        to: `seesAll || unitId !== '' ? unitKeysQuery(unitId) : scopedKeysQuery(unitId, person.id)`,
      },
    ],
  },
  lossIsNotTold: {
    words: 'devices are not told what left their view',
    foundBy: 4,
    changes: [
      {
        file: 'server/pages.ts',
        from: `const losses = seesAll ? [] : await readLosses(transaction, beyond)`,
        to: `const losses = seesAll || query.at >= 0 ? [] : await readLosses(transaction, beyond)`,
      },
    ],
  },
  serverDoesNotFlush: {
    words: 'the server answers before its disk has it',
    foundBy: 9,
    changes: [
      {
        file: 'server/store/dialect.ts',
        from: 'database.exec(`pragma synchronous = ${durability}`)',
        to: 'database.exec(`pragma synchronous = off`)',
      },
    ],
  },
  highWaterMarkApart: {
    words: 'the cursor’s number is read in another snapshot than the rows',
    foundBy: 1,
    changes: [
      {
        file: 'server/deliver.ts',
        from: `  const head = {
    ...answerHead(page.counter`,
        to: `  const later = await parts.store.read((transaction) => readCounter(transaction, reader.unitId))
  if (!page.more) Object.assign(page.cursor, { at: later.seq, within: later.seq, upTo: later.seq })
  const head = {
    ...answerHead(page.counter`,
      },
    ],
  },
  restoreIsNotNoticed: {
    words: 'nobody compares what a device was told of with what the server has',
    foundBy: 14,
    changes: [
      {
        file: 'server/histories.ts',
        from: `    if (one === undefined || one.epoch !== counter.epoch) continue`,
        to: `    if (one === undefined || counter.seq >= 0) continue`,
      },
    ],
  },
  lostIsNotSentAgain: {
    words: 'what a restored server lacks counts as confirmed all the same',
    foundBy: 14,
    changes: [
      {
        file: 'device/history.ts',
        from: `if (receipt?.bodyHash !== row.bodyHash) lost.push(row)`,
        to: `if (receipt?.bodyHash !== row.bodyHash) confirmed.push({ ...row, history })`,
      },
    ],
  },
  forkIsIgnored: {
    words: 'a copied device goes on under the number of the other',
    foundBy: 58,
    changes: [
      {
        file: 'sync/push.ts',
        from: `    await takeNewDeviceId(device, deviceId)
`,
        to: '',
      },
    ],
  },
  stolenIsServed: {
    words: 'a stolen device keeps what the server sent it',
    foundBy: 8,
    changes: [
      {
        file: 'device/revocation.ts',
        from: `    await base.clear()
`,
        to: '',
      },
    ],
  },
  photoLetGoEarly: {
    words: 'a photo is let go from the phone before the server confirmed its hash',
    foundBy: 2,
    changes: [
      {
        file: 'sync/uploadPhotos.ts',
        from: `  const mayGoOn = async () => !(await isDeedDue(device))
`,
        to: `  const mayGoOn = async () => !(await isDeedDue(device))
  const history = (await device.database.meta.get('history'))?.value as number | undefined
  await device.database.photos.update([photo.visitId, photo.hash], { state: 'received', history: history ?? 0 })
  await forgetReceived(device, 0)
`,
      },
    ],
  },
} as const satisfies Readonly<Record<string, Mutant>>

export type MutantName = keyof typeof mutants
