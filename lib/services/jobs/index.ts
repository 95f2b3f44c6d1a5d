/** Jobs that take virtual time: ECS, Batch, Glue, CodeBuild, Athena, EMR, SageMaker and the rest, by one table. */
export { isJob, type Job, type JobHappening, jobEnds, stopJobOf, submitJob } from './jobs'
