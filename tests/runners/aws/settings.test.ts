import { describe, expect, test } from 'vitest'
import { asAwsWrites } from '@/lib/runners/aws/lenient-answers'
import { awsSettings, isLoopback } from '@/lib/runners/aws/settings'

describe('the operator’s environment', () => {
  test('turns it on, and says Region, profile and roles', () => {
    const environment = {
      STEPWISE_AWS: 'local',
      AWS_REGION: 'eu-central-1',
      AWS_PROFILE: 'learning',
      STEPWISE_AWS_EXECUTION_ROLE: 'arn:aws:iam::444455556666:role/mine',
    }
    expect(awsSettings(environment)).toEqual({
      enabled: true,
      access: 'local',
      region: 'eu-central-1',
      profile: 'learning',
      executionRoleArn: 'arn:aws:iam::444455556666:role/mine',
      endpoints: {},
    })
  })

  const all = (url: string) => ({ sfn: url, cloudformation: url, sts: url, logs: url })

  test.each([
    ['a server that stands in is never mixed with AWS', { SFN_ENDPOINT: 'http://a' }, all('http://a')],
    ['one address for all', { AWS_ENDPOINT_URL: 'http://b' }, all('http://b')],
    [
      'the most particular name goes first',
      { AWS_ENDPOINT_URL: 'http://b', SFN_ENDPOINT: 'http://a', AWS_ENDPOINT_URL_STS: 'http://c' },
      { ...all('http://b'), sfn: 'http://a', sts: 'http://c' },
    ],
  ])('%s', (_, environment, endpoints) => {
    expect(awsSettings({ STEPWISE_AWS: 'role', ...environment })).toMatchObject({ endpoints })
  })

  test.each([
    [{}, 'STEPWISE_AWS=local'],
    [{ STEPWISE_AWS: 'remote' }, '"remote"'],
    [{ STEPWISE_AWS: 'local', HOST: '0.0.0.0' }, 'HOST'],
    [{ STEPWISE_AWS: 'local', HOST: '::' }, 'HOST'],
    [{ STEPWISE_AWS: 'local', STEPWISE_URL: 'https://learn.example.org' }, 'STEPWISE_URL'],
    [{ STEPWISE_AWS: 'local', SFN_ENDPOINT: 'file:///etc/passwd' }, 'file:///etc/passwd'],
    [{ STEPWISE_AWS: 'local', SFN_ENDPOINT: 'nonsense' }, 'nonsense'],
  ])('%o turns it off, and says why', (environment, word) => {
    const settings = awsSettings(environment)
    expect(settings.enabled ? '' : settings.because).toContain(word)
  })

  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['[::1]', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['127.0.0.1.example.org', false],
    ['localhost.example.org', false],
    ['', false],
  ])('%s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })
})

test('dates of other servers are read as AWS’s, and texts of learners stay as they are', () => {
  const body = {
    startDate: '2026-11-23T00:00:00.500Z',
    stopDate: 1_795_000_000,
    output: '{"startDate":"2026-11-23T00:00:00Z"}',
    events: [{ timestamp: '2026-11-23T00:00:01+00:00', id: 1 }],
  }
  expect(JSON.parse(asAwsWrites(JSON.stringify(body)))).toEqual({
    ...body,
    startDate: 1_795_392_000.5,
    events: [{ timestamp: 1_795_392_001, id: 1 }],
  })
  expect(asAwsWrites('not JSON')).toBe('not JSON')
})
