import { operation } from '../operation'
import { listObjectsV2 } from './list-objects'
import {
  copyObject,
  deleteObject,
  deleteObjects,
  getObject,
  headBucket,
  headObject,
  listBuckets,
  putObject,
} from './objects'

export const operations = {
  getObject: operation(getObject),
  headObject: operation(headObject),
  putObject: operation(putObject),
  deleteObject: operation(deleteObject),
  deleteObjects: operation(deleteObjects),
  copyObject: operation(copyObject),
  listObjectsV2: operation(listObjectsV2),
  headBucket: operation(headBucket),
  listBuckets: operation(listBuckets),
}
