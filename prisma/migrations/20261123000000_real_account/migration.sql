-- CreateTable
CREATE TABLE "AwsAccess" (
    "learnerId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "roleArn" TEXT,
    "verifiedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AwsAccess_pkey" PRIMARY KEY ("learnerId")
);

-- CreateTable
CREATE TABLE "AwsRun" (
    "id" TEXT NOT NULL,
    "learnerId" TEXT,
    "exerciseId" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "progress" TEXT NOT NULL DEFAULT '[]',
    "report" TEXT,
    "roleArn" TEXT,
    "externalId" TEXT,
    "owner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AwsRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AwsLedgerEntry" (
    "runId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "goneAt" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "AwsLedgerEntry_pkey" PRIMARY KEY ("runId","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "AwsAccess_externalId_key" ON "AwsAccess"("externalId");

-- CreateIndex
CREATE INDEX "AwsRun_learnerId_createdAt_idx" ON "AwsRun"("learnerId", "createdAt");

-- CreateIndex
CREATE INDEX "AwsRun_state_leaseUntil_idx" ON "AwsRun"("state", "leaseUntil");

-- CreateIndex
CREATE INDEX "AwsLedgerEntry_goneAt_idx" ON "AwsLedgerEntry"("goneAt");

-- AddForeignKey
ALTER TABLE "AwsAccess" ADD CONSTRAINT "AwsAccess_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwsRun" ADD CONSTRAINT "AwsRun_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwsLedgerEntry" ADD CONSTRAINT "AwsLedgerEntry_runId_fkey" FOREIGN KEY ("runId") REFERENCES "AwsRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- An external id protects only as long as nobody can choose it: once made, it stays.
CREATE FUNCTION "keepExternalId"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."externalId" <> OLD."externalId" THEN
    RAISE EXCEPTION 'An external id is never changed.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "AwsAccess_externalId" BEFORE UPDATE ON "AwsAccess"
  FOR EACH ROW EXECUTE FUNCTION "keepExternalId"();
