class MailServerDown extends Error {
  name = 'MailServerDown'
}

export const handler = async ({ email }) => {
  console.log('receipt for', email)
  throw new MailServerDown('The mail server does not answer.')
}
