export default function Home() {
  return <h1>Stepwise</h1>
}
