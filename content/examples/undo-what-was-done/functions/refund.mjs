export const handler = async ({ payment }) => ({ refunded: payment.charged })
