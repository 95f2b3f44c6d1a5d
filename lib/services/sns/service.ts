import { lazily } from '../operation'
import type { Service } from '../service'

/** SNS as tasks call it. */
export const sns: Service = {
  sdkName: 'sns',
  optimizedName: 'sns',
  durationMs: 20,
  operations: lazily(['publish', 'publishBatch'], async () => (await import('./operations')).operations),
  words: {
    optimizedPrefix: 'SNS',
    optimizedClient: 'AmazonSNS',
    optimizedGeneral: 'AmazonSNSException',
    sdkPrefix: 'Sns',
    exceptionOf: (code) =>
      code === 'ParameterValueInvalid' ? 'InvalidParameterValueException' : `${code}Exception`,
  },
  // A message that is no string is sent as its JSON text (recorded).
  prepare: (_, parameters, integration) => {
    const { Message } = parameters
    const isText = Message === undefined || Message === null || typeof Message === 'string'
    return integration === 'aws-sdk' || isText
      ? parameters
      : { ...parameters, Message: JSON.stringify(Message) }
  },
  // SNS answers in XML; a response to Publish has always the same length (recorded).
  headers: ({ requestId, date }) => ({
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': '294',
    Date: date,
    'Content-Type': 'text/xml',
  }),
}
