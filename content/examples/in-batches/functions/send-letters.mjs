export const handler = async ({ BatchInput, Items }) => {
  for (const address of Items) console.log(`to ${address}`)
  return { sent: Items.length, from: BatchInput.from }
}
