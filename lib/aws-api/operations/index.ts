import { createActivity, deleteActivity, describeActivity, listActivities } from './activities'
import {
  createStateMachineAlias,
  deleteStateMachineAlias,
  describeStateMachineAlias,
  listStateMachineAliases,
  updateStateMachineAlias,
} from './aliases'
import { createStateMachine } from './create-state-machine'
import { testState, validateStateMachineDefinition } from './definitions'
import { deleteStateMachine } from './delete-state-machine'
import { describeExecution } from './describe-execution'
import { describeStateMachine } from './describe-state-machine'
import { describeStateMachineForExecution } from './describe-state-machine-for-execution'
import { getActivityTask } from './get-activity-task'
import { getExecutionHistory } from './get-execution-history'
import { listExecutions } from './list-executions'
import { listStateMachines } from './list-state-machines'
import { describeMapRun, listMapRuns, updateMapRun } from './map-runs'
import type { Operation } from './operation'
import { redriveExecution } from './redrive-execution'
import { startExecution } from './start-execution'
import { startSyncExecution } from './start-sync-execution'
import { stopExecution } from './stop-execution'
import { listTagsForResource, tagResource, untagResource } from './tags'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-tokens'
import { updateStateMachine } from './update-state-machine'
import { deleteStateMachineVersion, listStateMachineVersions, publishStateMachineVersion } from './versions'

/** All operations of Step Functions, by the names that `X-Amz-Target` has for them. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CreateActivity: createActivity,
    CreateStateMachine: createStateMachine,
    CreateStateMachineAlias: createStateMachineAlias,
    DeleteActivity: deleteActivity,
    DeleteStateMachine: deleteStateMachine,
    DeleteStateMachineAlias: deleteStateMachineAlias,
    DeleteStateMachineVersion: deleteStateMachineVersion,
    DescribeActivity: describeActivity,
    DescribeExecution: describeExecution,
    DescribeMapRun: describeMapRun,
    DescribeStateMachine: describeStateMachine,
    DescribeStateMachineAlias: describeStateMachineAlias,
    DescribeStateMachineForExecution: describeStateMachineForExecution,
    GetActivityTask: getActivityTask,
    GetExecutionHistory: getExecutionHistory,
    ListActivities: listActivities,
    ListExecutions: listExecutions,
    ListMapRuns: listMapRuns,
    ListStateMachineAliases: listStateMachineAliases,
    ListStateMachineVersions: listStateMachineVersions,
    ListStateMachines: listStateMachines,
    ListTagsForResource: listTagsForResource,
    PublishStateMachineVersion: publishStateMachineVersion,
    RedriveExecution: redriveExecution,
    SendTaskFailure: sendTaskFailure,
    SendTaskHeartbeat: sendTaskHeartbeat,
    SendTaskSuccess: sendTaskSuccess,
    StartExecution: startExecution,
    StartSyncExecution: startSyncExecution,
    StopExecution: stopExecution,
    TagResource: tagResource,
    TestState: testState,
    UntagResource: untagResource,
    UpdateMapRun: updateMapRun,
    UpdateStateMachine: updateStateMachine,
    UpdateStateMachineAlias: updateStateMachineAlias,
    ValidateStateMachineDefinition: validateStateMachineDefinition,
  }),
)
