// What the card service does with a request: forms only, no more than 500 euros, one charge per key.
export const handler = async ({ headers, body }) => {
  if (headers['content-type'] !== 'application/x-www-form-urlencoded')
    return { status: 415, body: 'send a form' }
  const cents = Number(body.amount)
  if (!(cents > 0)) return { status: 400, body: { message: 'amount is missing' } }
  if (cents > 50_000) return { status: 402, body: { message: 'card declined' } }
  return { status: 201, body: { charge: `c-${headers['idempotency-key']}-${cents}` } }
}
