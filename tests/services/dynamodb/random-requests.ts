import type { JsonObject, JsonValue } from '@/lib/json'
import type { TableSetup } from '@/lib/services'
import type { DynamoDbAction } from '@/lib/services/dynamodb'
import { Ids } from '@/lib/services/ids'

export interface RandomRequest {
  action: DynamoDbAction
  parameters: JsonObject
}

type KeyType = 'S' | 'N' | 'B'

export const tables: Readonly<Record<string, TableSetup>> = {
  simple: { partitionKey: { name: 'pk', type: 'S' } },
  sorted: { partitionKey: { name: 'pk', type: 'S' }, sortKey: { name: 'sk', type: 'N' } },
  numbers: { partitionKey: { name: 'pk', type: 'N' }, sortKey: { name: 'sk', type: 'S' } },
  binary: { partitionKey: { name: 'pk', type: 'B' }, sortKey: { name: 'sk', type: 'B' } },
  indexed: {
    partitionKey: { name: 'pk', type: 'S' },
    sortKey: { name: 'sk', type: 'S' },
    indexes: {
      byC: { partitionKey: { name: 'c', type: 'S' }, sortKey: { name: 'n', type: 'N' } },
      byN: { sortKey: { name: 'n', type: 'N' } },
    },
  },
}

const ATTRIBUTES = ['a', 'b', 'c', 'n', 'steps', 'doc', 'tags', 'status', 'pk']
const TEXTS = ['c', 'a', 'ab', 'abc', 'b', 'xyz', 'Ä', '0']
const NUMBERS = [
  ...['0', '1', '-1', '2', '10', '0.5', '-12.75', '1e3', '007', '1.10', '99999999999999999999', '1E-10'],
  '123456789012345678901234567890.12345678',
]
const BINARIES = ['AA==', 'AAE=', 'YQ==', 'YWI=', '/w==', 'gIA=']
const COMPARATORS = ['=', '<>', '<', '<=', '>', '>=']

/** Requests that follow from a seed, most of them sound, some of them not. */
export class RandomRequests {
  readonly #ids: Ids
  #names: Record<string, string> = {}
  #values: Record<string, JsonValue> = {}

  constructor(seed: number) {
    this.#ids = new Ids({ state: seed })
  }

  next(): RandomRequest {
    this.#names = {}
    this.#values = {}
    const table = this.#of(Object.keys(tables))
    const make = this.#of([
      ...Array.from({ length: 5 }, () => () => this.#put(table)),
      ...Array.from({ length: 8 }, () => () => this.#update(table)),
      ...Array.from({ length: 2 }, () => () => this.#delete(table)),
      ...Array.from({ length: 2 }, () => () => this.#get(table)),
      ...Array.from({ length: 6 }, () => () => this.#query(table)),
      ...Array.from({ length: 5 }, () => () => this.#scan(table)),
      () => this.#batchGet(table),
      () => this.#batchWrite(table),
    ])
    return make()
  }

  #number(below: number): number {
    return this.#ids.number() % below
  }

  #chance(percent: number): boolean {
    return this.#number(100) < percent
  }

  #of<T>(values: readonly T[]): T {
    const value = values[this.#number(values.length)]
    if (value === undefined) throw new Error('Nothing to choose from.')
    return value
  }

  /** As many paths, of different attributes. */
  #paths(most: number): string[] {
    const heads = new Set<string>()
    return this.#some(most, () => this.#path(), 1).filter((path) => {
      const head = path.replace(/^#/, '').split(/[.[]/)[0] ?? ''
      if (heads.has(head) && this.#chance(95)) return false
      heads.add(head)
      return true
    })
  }

  #some<T>(most: number, make: () => T, least = 0): T[] {
    return Array.from({ length: least + this.#number(most - least + 1) }, make)
  }

  #put(table: string): RandomRequest {
    const parameters = { TableName: table, Item: this.#item(table), ...this.#conditional() }
    return { action: 'putItem', parameters: this.#finished(parameters, ['NONE', 'ALL_OLD', 'ALL_NEW']) }
  }

  #delete(table: string): RandomRequest {
    const parameters = { TableName: table, Key: this.#key(table), ...this.#conditional() }
    return { action: 'deleteItem', parameters: this.#finished(parameters, ['NONE', 'ALL_OLD', 'EVERY_OLD']) }
  }

  #update(table: string): RandomRequest {
    const parameters = {
      TableName: table,
      Key: this.#key(table),
      ...(this.#chance(95) && { UpdateExpression: this.#broken(this.#updateExpression()) }),
      ...this.#conditional(),
    }
    const returns = ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'ALL_NEW', 'WHATEVER']
    return { action: 'updateItem', parameters: this.#finished(parameters, returns) }
  }

  #get(table: string): RandomRequest {
    const parameters = { TableName: table, Key: this.#key(table), ...this.#reading(), ...this.#projection() }
    return { action: 'getItem', parameters: this.#finished(parameters) }
  }

  #query(table: string): RandomRequest {
    const setup = tables[table]
    const indexName = this.#chance(50) ? this.#of(Object.keys(setup?.indexes ?? { none: {} })) : undefined
    const index = indexName === undefined ? undefined : setup?.indexes?.[indexName]
    const partition = index?.partitionKey ?? setup?.partitionKey ?? { name: 'pk', type: 'S' as const }
    const sort = (index ?? setup)?.sortKey
    const conditions = [
      `${partition.name} ${this.#chance(97) ? '=' : '<'} ${this.#value(this.#keyValue(partition.type))}`,
    ]
    if (sort && this.#chance(60)) conditions.push(this.#sortCondition(sort.name, sort.type))
    if (this.#chance(4)) conditions.push(this.#condition(1))
    if (this.#chance(30)) conditions.reverse()
    const parameters = {
      TableName: table,
      ...(index && indexName !== undefined && { IndexName: indexName }),
      KeyConditionExpression: this.#broken(conditions.join(' AND ')),
      ...(this.#chance(30) && { ScanIndexForward: this.#chance(50) }),
      ...this.#reading(),
      ...this.#paging(),
      ...this.#filter(),
      ...(this.#chance(15) ? this.#startKey(table, index ? [partition, sort] : []) : {}),
    }
    return { action: 'query', parameters: this.#finished(parameters) }
  }

  #sortCondition(name: string, type: KeyType): string {
    const value = () => this.#value(this.#keyValue(type))
    return this.#of([
      () => `${name} ${this.#of(COMPARATORS.filter((each) => each !== '<>'))} ${value()}`,
      () => `${name} BETWEEN ${this.#bounds(type)}`,
      () => `begins_with(${name}, ${value()})`,
      () => `${value()} ${this.#of(['<', '>=', '='])} ${name}`,
    ])()
  }

  #scan(table: string): RandomRequest {
    const total = 1 + this.#number(4)
    const indexes = Object.keys(tables[table]?.indexes ?? {})
    const parameters = {
      TableName: table,
      ...(indexes.length > 0 && this.#chance(30) && { IndexName: this.#of(indexes) }),
      ...(this.#chance(30) && {
        TotalSegments: total,
        Segment: this.#number(total + (this.#chance(5) ? 1 : 0)),
      }),
      ...this.#reading(),
      ...this.#paging(),
      ...this.#filter(),
      ...(indexes.length === 0 && this.#chance(15) ? this.#startKey(table, []) : {}),
    }
    return { action: 'scan', parameters: this.#finished(parameters) }
  }

  #batchGet(table: string): RandomRequest {
    const keys = this.#some(5, () => this.#key(table), 1)
    const request = this.#finished({ Keys: keys, ...this.#reading(), ...this.#projection() })
    const { ReturnConsumedCapacity: _, ...ofTable } = request
    return { action: 'batchGetItem', parameters: { RequestItems: { [table]: ofTable } } }
  }

  #batchWrite(table: string): RandomRequest {
    const writes = this.#some(
      5,
      (): JsonObject =>
        this.#chance(60)
          ? { PutRequest: { Item: this.#item(table) } }
          : { DeleteRequest: { Key: this.#key(table) } },
      1,
    )
    return { action: 'batchWriteItem', parameters: { RequestItems: { [table]: writes } } }
  }

  #reading(): JsonObject {
    return this.#chance(30) ? { ConsistentRead: this.#chance(50) } : {}
  }

  #paging(): JsonObject {
    return {
      ...(this.#chance(40) && { Limit: this.#number(5) + (this.#chance(97) ? 1 : 0) }),
      ...(this.#chance(10) && { Select: 'COUNT' }),
    }
  }

  #filter(): JsonObject {
    return {
      ...(this.#chance(50) && { FilterExpression: this.#broken(this.#condition(2)) }),
      ...(this.#chance(15) ? this.#projection() : {}),
    }
  }

  #projection(): JsonObject {
    if (this.#chance(40)) return {}
    return { ProjectionExpression: this.#broken(this.#paths(3).join(', ')) }
  }

  #conditional(): JsonObject {
    return this.#chance(45) ? { ConditionExpression: this.#broken(this.#condition(2)) } : {}
  }

  #startKey(table: string, more: readonly (TableSetup['sortKey'] | undefined)[]): JsonObject {
    const extra = more.flatMap((key) => (key ? [[key.name, this.#keyValue(key.type)] as const] : []))
    return { ExclusiveStartKey: { ...this.#key(table), ...Object.fromEntries(extra) } }
  }

  /** Of the return values the last is one that DynamoDB does not take. */
  #finished(parameters: JsonObject, returnValues: readonly string[] = []): JsonObject {
    return {
      ...parameters,
      ...(returnValues.length > 0 &&
        this.#chance(60) && {
          ReturnValues: this.#chance(98) ? this.#of(returnValues.slice(0, -1)) : (returnValues.at(-1) ?? ''),
        }),
      ...(this.#chance(15) && { ReturnConsumedCapacity: this.#of(['TOTAL', 'INDEXES', 'NONE']) }),
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    }
  }

  #updateExpression(): string {
    const sections = [
      () =>
        `SET ${this.#paths(3)
          .map((path) => `${path} = ${this.#newValue()}`)
          .join(', ')}`,
      () => `REMOVE ${this.#paths(2).join(', ')}`,
      () => `ADD ${this.#path()} ${this.#value(this.#added())}`,
      () => `DELETE ${this.#path()} ${this.#value(this.#set())}`,
    ]
    const [first, ...rest] = sections
    const chosen = [first ?? (() => ''), ...rest].filter((_, index) => this.#chance(index === 0 ? 70 : 15))
    return (chosen.length > 0 ? chosen : [this.#of(sections)]).map((make) => make()).join(' ')
  }

  #newValue(): string {
    const number = () => this.#value({ N: this.#of(NUMBERS) })
    return this.#of([
      () => this.#value(this.#attribute(2)),
      () => this.#value(this.#attribute(2)),
      () => this.#value(this.#attribute(2)),
      () => this.#path(),
      () => `n ${this.#of(['+', '-'])} ${number()}`,
      () => `if_not_exists(${this.#path()}, ${this.#value(this.#attribute(1))})`,
      () => `if_not_exists(${this.#path()}, ${number()}) + ${number()}`,
      () => `list_append(${this.#path()}, ${this.#value({ L: [this.#attribute(1)] })})`,
    ])()
  }

  #added(): JsonObject {
    return this.#chance(50) ? { N: this.#of(NUMBERS) } : this.#chance(90) ? this.#set() : this.#attribute(1)
  }

  #condition(depth: number): string {
    if (depth > 0 && this.#chance(45)) {
      const inner = () => this.#condition(depth - 1)
      return this.#of([
        () => `${inner()} AND ${inner()}`,
        () => `${inner()} OR ${inner()}`,
        () => `NOT ${this.#of(['', '('])}${inner()}`.replace(/\((.*)$/, '($1)'),
        () => `(${inner()} ${this.#of(['and', 'Or'])} ${inner()})`,
      ])()
    }
    const value = () => this.#value(this.#attribute(1))
    const scalar = () => this.#value(this.#scalar())
    return this.#of([
      () => `${this.#path()} ${this.#of(['=', '<>'])} ${value()}`,
      () => `${this.#path()} ${this.#of(COMPARATORS)} ${scalar()}`,
      () => `${this.#path()} ${this.#of(COMPARATORS)} ${scalar()}`,
      () => `${this.#path()}${this.#of(COMPARATORS)}${this.#path()}`,
      () => `${this.#path()} BETWEEN ${this.#bounds()}`,
      () => `${this.#path()} IN (${this.#some(3, value, 1).join(', ')})`,
      () => `attribute_exists(${this.#path()})`,
      () => `attribute_not_exists (${this.#path()})`,
      () =>
        `attribute_type(${this.#path()}, ${this.#value({ S: this.#of(['S', 'N', 'L', 'M', 'SS', 'BOOL']) })})`,
      () => `begins_with(${this.#path()}, ${this.#value({ S: this.#of(TEXTS) })})`,
      () => `begins_with(${this.#path()}, ${this.#value({ B: this.#of(BINARIES) })})`,
      () => `contains(${this.#path()}, ${this.#value(this.#scalar())})`,
      () =>
        `size(${this.#path()}) ${this.#of(COMPARATORS)} ${this.#value({ N: this.#of(['0', '1', '2', '3']) })}`,
    ])()
  }

  /** Mostly in their order. */
  #bounds(type: KeyType = this.#of(['S', 'N', 'B'] as const)): string {
    const ordered = {
      S: TEXTS.slice(1, -2),
      N: ['-1', '0', '0.5', '1', '2', '10', '1e3'],
      B: ['AA==', 'AAE=', 'YQ==', '/w=='],
    }
    const low = this.#number(ordered[type].length)
    const high = this.#chance(95) ? low + this.#number(ordered[type].length - low) : 0
    const bound = (index: number) => this.#value({ [type]: ordered[type][index] ?? '' })
    return `${bound(low)} AND ${bound(high)}`
  }

  /** A few expressions lose a piece or gain one. */
  #broken(expression: string): string {
    if (this.#chance(97)) return expression
    const pieces = expression.split(' ')
    const at = this.#number(pieces.length)
    const piece = this.#of([
      'AND',
      '(',
      ')',
      ':none',
      '#none',
      ',',
      '!',
      'SET',
      'status',
      'size(a)',
      'what(a)',
      '((a))',
    ])
    if (this.#chance(50)) pieces.splice(at, 1)
    else pieces.splice(at, 0, piece)
    return pieces.join(' ')
  }

  #path(): string {
    const name = this.#of(ATTRIBUTES.slice(0, this.#chance(96) ? -1 : undefined))
    const head = name === 'status' || this.#chance(20) ? this.#named(name) : name
    if (name === 'steps' && this.#chance(50)) return `${head}[${this.#number(4)}]`
    if (name === 'doc' && this.#chance(60)) return `${head}.${this.#of(['x', 'y', this.#named('x')])}`
    return this.#chance(98) ? head : `${head}.x[0]`
  }

  #named(name: string): string {
    const placeholder = `#${name}`
    this.#names[placeholder] = name
    return placeholder
  }

  #value(value: JsonValue): string {
    const placeholder = `:v${Object.keys(this.#values).length}`
    this.#values[placeholder] = value
    return placeholder
  }

  #item(table: string): JsonObject {
    const attributes = this.#some(4, (): [string, JsonValue] => {
      const name = this.#of(ATTRIBUTES.filter((each) => each !== 'pk'))
      return [name, this.#attributeFor(name)]
    })
    return { ...Object.fromEntries(attributes), ...this.#key(table) }
  }

  #attributeFor(name: string): JsonObject {
    if (name === 'steps' && this.#chance(80)) return { L: this.#some(4, () => this.#attribute(1)) }
    if (name === 'doc' && this.#chance(80)) return { M: { x: this.#attribute(1), y: this.#attribute(1) } }
    if (name === 'tags' && this.#chance(80)) return this.#set()
    if (name === 'n' && this.#chance(90)) return { N: this.#of(NUMBERS) }
    if (name === 'c' && this.#chance(90)) return { S: this.#of(TEXTS.slice(1)) }
    return this.#attribute(1)
  }

  #key(table: string): JsonObject {
    const { partitionKey, sortKey } = tables[table] ?? { partitionKey: { name: 'pk', type: 'S' as const } }
    const keys = [partitionKey, ...(sortKey ? [sortKey] : [])].map(
      ({ name, type }) => [name, this.#keyValue(type)] as const,
    )
    if (this.#chance(1)) keys.pop()
    if (this.#chance(1)) keys.push(['extra', { S: 'x' }])
    return Object.fromEntries(keys)
  }

  #keyValue(type: KeyType): JsonObject {
    if (this.#chance(1)) return { [type]: '' }
    const other = this.#chance(1) ? this.#of(['S', 'N', 'B'] as const) : type
    if (other === 'S') return { S: this.#of(TEXTS.slice(1)) }
    return other === 'N' ? { N: this.#of(NUMBERS) } : { B: this.#of(BINARIES) }
  }

  #scalar(): JsonObject {
    return this.#of<() => JsonObject>([
      () => ({ S: this.#of(TEXTS) }),
      () => ({ N: this.#of(NUMBERS) }),
      () => ({ B: this.#of(BINARIES) }),
    ])()
  }

  #set(): JsonObject {
    const distinct = (values: readonly string[]) => [...new Set(this.#some(4, () => this.#of(values), 1))]
    return this.#of<() => JsonObject>([
      () => ({ SS: distinct(TEXTS.slice(1)) }),
      () => ({ NS: distinct(NUMBERS.slice(0, 7)) }),
      () => ({ BS: distinct(BINARIES) }),
    ])()
  }

  #attribute(depth: number): JsonObject {
    if (this.#chance(70)) return this.#scalar()
    return this.#of<() => JsonObject>([
      () => this.#set(),
      () => ({ BOOL: this.#chance(50) }),
      () => ({ NULL: true }),
      () => ({ L: depth > 0 ? this.#some(3, () => this.#attribute(depth - 1)) : [] }),
      () => ({ M: depth > 0 ? { x: this.#attribute(depth - 1) } : {} }),
      () =>
        this.#chance(10)
          ? this.#of<JsonObject>([{}, { N: 'x' }, { SS: [] }, { S: 'a', N: '1' }])
          : this.#scalar(),
    ])()
  }
}
