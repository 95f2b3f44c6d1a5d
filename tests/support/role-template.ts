/** A CloudFormation template with one role, called `stepwise`; `trust` goes into the statement that says who may assume it. */
export function roleTemplate(trust: object = {}): string {
  return JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'stepwise',
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111122223333:root' },
                Action: 'sts:AssumeRole',
                ...trust,
              },
            ],
          },
        },
      },
    },
  })
}
