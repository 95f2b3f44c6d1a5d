import * as z from 'zod/mini'

// Members that several requests have, with the constraints of the API's model (client-sfn 3.1163).

/** Left out, or there; `null` counts as left out. */
export const optional = z.exactOptional

export const text = (least: number, most: number) => z.string().check(z.minLength(least), z.maxLength(most))
export const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

export const arn = text(1, 256)
export const longArn = text(1, 2000)
export const name = text(1, 80)
/** AWS's limit for a definition, in characters. */
export const definition = text(1, 1_048_576)
export const machineType = z.enum(['STANDARD', 'EXPRESS'])

/** The page of a list; a `maxResults` of 0 asks for the default. */
export const page = { maxResults: optional(whole(0, 1000)), nextToken: optional(text(1, 1024)) }

/** JSON text; AWS counts it in bytes. */
const DATA_BYTES = 262_144
export const data = z.string().check(
  z.refine(
    (value) => value.length <= DATA_BYTES / 4 || new TextEncoder().encode(value).length <= DATA_BYTES,
    {
      error: `have length less than or equal to ${DATA_BYTES}`,
    },
  ),
)

export const error = z.string().check(z.maxLength(256))
export const cause = z.string().check(z.maxLength(32_768))
export const taskToken = text(1, 2048)
export const description = z.string().check(z.maxLength(256))

/** `METADATA_ONLY` leaves out what a customer's key would encrypt. */
export const includedData = optional(z.enum(['ALL_DATA', 'METADATA_ONLY']))
