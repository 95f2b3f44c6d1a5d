export const handler = async () => {
  await new Promise((resolve) => setTimeout(resolve, 4000))
  return { picture: 'ready' }
}
