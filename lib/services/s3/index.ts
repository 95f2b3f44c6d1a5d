/** S3 as a map run sees it: buckets of texts, read, listed and written. */
export { answerStorage, type Bucket, newBucket } from './s3'
