import { sql, SqliteAdapter, type Kysely, type RawBuilder } from 'kysely'
import type { Migration } from 'kysely/migration'

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

/** Where a table is little more than its key, SQLite keeps it as one tree instead of two. */
function keyOnly(db: Kysely<unknown>): RawBuilder<unknown> {
  return isSqlite(db) ? sql`without rowid` : sql``
}

/** Everything the first version keeps. */
export const firstMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await createAccountTables(db)
    await createOrderTables(db)
    await createRecordTables(db)
    await createScopeTables(db)
    await createEnrolmentTable(db)
  },
}

/** The tables of the account library, frozen as it would make them; a test asks it whether anything is missing. */
async function createAccountTables(db: Kysely<unknown>): Promise<void> {
  const [moment, flag] = isSqlite(db) ? [sql`date`, sql`integer`] : [sql`timestamptz`, sql`boolean`]
  for (const statement of [
    sql`create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique,
      "emailVerified" ${flag} not null, "image" text, "createdAt" ${moment} not null, "updatedAt" ${moment} not null,
      "username" text unique, "displayUsername" text, "role" text, "banned" ${flag}, "banReason" text,
      "banExpires" ${moment})`,
    sql`create table "session" ("id" text not null primary key, "expiresAt" ${moment} not null,
      "token" text not null unique, "createdAt" ${moment} not null, "updatedAt" ${moment} not null, "ipAddress" text,
      "userAgent" text, "userId" text not null references "user" ("id") on delete cascade, "impersonatedBy" text)`,
    sql`create table "account" ("id" text not null primary key, "accountId" text not null,
      "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade,
      "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" ${moment},
      "refreshTokenExpiresAt" ${moment}, "scope" text, "password" text, "createdAt" ${moment} not null,
      "updatedAt" ${moment} not null)`,
    sql`create table "verification" ("id" text not null primary key, "identifier" text not null,
      "value" text not null, "expiresAt" ${moment} not null, "createdAt" ${moment} not null, "updatedAt" ${moment} not null)`,
    sql`create index "session_userId_idx" on "session" ("userId")`,
    sql`create index "account_userId_idx" on "account" ("userId")`,
    sql`create index "verification_identifier_idx" on "verification" ("identifier")`,
  ]) {
    await statement.execute(db)
  }
}

async function createOrderTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table unit_counter (unit_id text not null primary key, seq bigint not null, epoch text not null,
      durable_seq bigint not null)`,
    sql`create table commit_tag (unit_id text not null, seq bigint not null, tag text not null,
      committed_at bigint not null, primary key (unit_id, seq)) ${keyOnly(db)}`,
    sql`create table purged (unit_id text not null primary key, through bigint not null)`,
    sql`create table operation (unit_id text not null, id text not null, device_id text not null,
      device_seq bigint not null, seq bigint not null, person_id text not null, kind text not null,
      record_id text not null, status text not null, problem text, body_hash text not null,
      content text not null, received_at text not null, session_person text not null,
      primary key (unit_id, id))`,
    sql`create table waiting (unit_id text not null, operation_id text not null, key text not null,
      primary key (unit_id, operation_id, key)) ${keyOnly(db)}`,
    sql`create index waiting_key on waiting (unit_id, key)`,
    sql`create table device (unit_id text not null, device_id text not null, enrolment_id text not null,
      contiguous_seq bigint not null, highest_seq bigint not null, primary key (unit_id, device_id))`,
    sql`create table device_number (unit_id text not null, device_id text not null, device_seq bigint not null,
      operation_id text not null, primary key (unit_id, device_id, device_seq)) ${keyOnly(db)}`,
  ]) {
    await statement.execute(db)
  }
}

async function createRecordTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table record (unit_id text not null, collection text not null, id text not null,
      scope_key text not null, seq bigint not null, deleted integer not null, json text not null,
      primary key (unit_id, collection, id, scope_key))`,
    sql`create unique index record_seq on record (unit_id, seq)`,
    // `deleted` is here so that finding what changed reads the index alone
    sql`create index record_scope_seq on record (unit_id, scope_key, seq, deleted)`,
    sql`create table digest (unit_id text not null, scope_key text not null, count bigint not null,
      high bigint not null, low bigint not null, primary key (unit_id, scope_key)) ${keyOnly(db)}`,
  ]) {
    await statement.execute(db)
  }
}

async function createScopeTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table scope (unit_id text not null, person_id text not null, scope_key text not null,
      added_seq bigint not null, primary key (unit_id, person_id, scope_key)) ${keyOnly(db)}`,
    sql`create index scope_added on scope (unit_id, person_id, added_seq, scope_key)`,
    sql`create table scope_reason (unit_id text not null, person_id text not null, scope_key text not null,
      reason text not null, primary key (unit_id, person_id, scope_key, reason)) ${keyOnly(db)}`,
    // who leads the groups of a park; the many other reasons are not asked for by set
    sql`create index scope_leads on scope_reason (unit_id, scope_key) where reason = 'leads'`,
    sql`create table unscope (unit_id text not null, person_id text not null, scope_key text not null,
      seq bigint not null, primary key (unit_id, person_id, scope_key)) ${keyOnly(db)}`,
    sql`create index unscope_seq on unscope (unit_id, person_id, seq)`,
  ]) {
    await statement.execute(db)
  }
}

async function createEnrolmentTable(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table enrolment (id text not null primary key, unit_id text not null, person_id text not null,
      device_id text not null, device_name text not null, push_token_hash text not null unique,
      read_token_hash text unique, read_expires_at bigint not null, revoked text, created_at text not null,
      last_seen_at bigint not null, last_unsent bigint not null,
      last_unsent_since bigint not null)`,
    sql`create index enrolment_person on enrolment (unit_id, person_id)`,
  ]) {
    await statement.execute(db)
  }
}
