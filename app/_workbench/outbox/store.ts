'use client'

import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Draft } from '../drafts/draft'
import type { KeptAttempt } from './delivery'

/** What the browser keeps of a learner's work: drafts, and attempts that the server does not have yet. */
interface WorkSchema extends DBSchema {
  drafts: { key: [string, string]; value: Draft; indexes: { byExercise: string } }
  attempts: { key: string; value: KeptAttempt; indexes: { byExercise: string } }
}

let opened: Promise<IDBPDatabase<WorkSchema> | undefined> | undefined

/**
 * The browser's database, or nothing where the browser refuses one (some private windows): work then lives as long
 * as the page, and the caller says so.
 */
export function browserStore(): Promise<IDBPDatabase<WorkSchema> | undefined> {
  opened ??= openDB<WorkSchema>('stepwise', 1, {
    upgrade(database) {
      database
        .createObjectStore('drafts', { keyPath: ['exerciseId', 'draftId'] })
        .createIndex('byExercise', 'exerciseId')
      database.createObjectStore('attempts', { keyPath: 'attemptId' }).createIndex('byExercise', 'exerciseId')
    },
    terminated() {
      opened = undefined
    },
  }).catch(() => undefined)
  return opened
}
