import { operation } from '../operation'
import { publish, publishBatch } from './publish'

export const operations = { publish: operation(publish), publishBatch: operation(publishBatch) }
