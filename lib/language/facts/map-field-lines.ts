import type { FieldOwner } from '@/lib/asl'
import { type Lines, one, oneOf, pathTwin } from './field-line'

const S3_OBJECTS = one('Template', 'The `Bucket`, and the `Key` or `Prefix`.')
const S3_FOLDER = one('Template', 'The `Bucket` and a `Prefix`.')

/** Fields of the objects in a Map: how its items are run, read, batched and written. */
export const mapOwn = {
  ItemProcessor: {
    ProcessorConfig: one('Object', 'Inline or distributed; inline when absent.', { default: 'Inline.' }),
  },
  ProcessorConfig: {
    Mode: oneOf(
      ['INLINE', 'DISTRIBUTED'],
      '`INLINE` runs items within this execution, `DISTRIBUTED` as executions of their own.',
      { default: '`INLINE`' },
    ),
    ExecutionType: oneOf(['STANDARD', 'EXPRESS'], 'Of the child executions: `STANDARD` or `EXPRESS`.', {
      limits: 'Required for `DISTRIBUTED`, and for nothing else.',
    }),
  },
  ItemReader: {
    Resource: oneOf(
      ['arn:aws:states:::s3:getObject', 'arn:aws:states:::s3:listObjectsV2'],
      'Reads an object of S3, or lists the objects of a bucket.',
    ),
    Parameters: S3_OBJECTS,
    Arguments: S3_OBJECTS,
    ReaderConfig: one('Object', 'What is in the object, and how much of it to read.'),
  },
  ReaderConfig: {
    InputType: oneOf(
      ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'],
      '`CSV`, `JSON`, `JSONL`, `MANIFEST` or `PARQUET`.',
    ),
    ManifestType: oneOf(
      ['S3_INVENTORY', 'ATHENA_DATA'],
      'Who made the list of files: `S3_INVENTORY` or `ATHENA_DATA`.',
      { default: '`S3_INVENTORY`' },
    ),
    Transformation: oneOf(
      ['NONE', 'LOAD_AND_FLATTEN'],
      '`LOAD_AND_FLATTEN` reads the listed objects and takes their items.',
      { default: '`NONE`' },
    ),
    CSVHeaderLocation: oneOf(['FIRST_ROW', 'GIVEN'], '`FIRST_ROW`, or `GIVEN` with CSVHeaders.', {
      limits: 'Required for `CSV`.',
    }),
    CSVHeaders: one('List', 'The names of the columns.', { limits: 'Only with `GIVEN`; at most 10 KiB.' }),
    CSVDelimiter: oneOf(
      ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'],
      '`COMMA` (the default), `PIPE`, `SEMICOLON`, `SPACE` or `TAB`.',
      { default: '`COMMA`' },
    ),
    ItemsPointer: one('Text', 'Where in the JSON file the array is, as a JSON pointer.', {
      limits: 'Begins with `/`.',
    }),
    MaxItems: one('WholeNumber', 'At most so many items; 0 for all.', {
      default: 'All.',
      limits: 'Up to 100,000,000.',
    }),
    MaxItemsPath: pathTwin('MaxItems'),
  },
  ItemBatcher: {
    MaxItemsPerBatch: one('WholeNumber', 'At most so many items for one child execution.'),
    MaxItemsPerBatchPath: pathTwin('MaxItemsPerBatch'),
    MaxInputBytesPerBatch: one('WholeNumber', 'At most so many bytes for one child execution.', {
      limits: 'Up to 262,144.',
    }),
    MaxInputBytesPerBatchPath: pathTwin('MaxInputBytesPerBatch'),
    BatchInput: one('Template', 'Handed to every child execution beside its items.'),
  },
  ResultWriter: {
    Resource: oneOf(['arn:aws:states:::s3:putObject'], 'Writes objects to S3.'),
    Parameters: S3_FOLDER,
    Arguments: S3_FOLDER,
    WriterConfig: one('Object', 'How the results are shaped.'),
  },
  WriterConfig: {
    Transformation: oneOf(
      ['NONE', 'COMPACT', 'FLATTEN'],
      '`NONE` with all that is known of a child, `COMPACT` its output, `FLATTEN` its items.',
    ),
    OutputType: oneOf(['JSON', 'JSONL'], '`JSON` or `JSONL`.'),
  },
} satisfies Partial<Readonly<Record<FieldOwner, Lines>>>
