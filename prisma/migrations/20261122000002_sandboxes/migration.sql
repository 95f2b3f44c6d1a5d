-- CreateTable
CREATE TABLE "Sandbox" (
    "id" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "seed" BIGINT NOT NULL,
    "now" BIGINT NOT NULL,
    "clockAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "isCut" BOOLEAN NOT NULL DEFAULT false,
    "wakeAt" TIMESTAMPTZ(3),
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "lease" BIGINT NOT NULL DEFAULT 0,
    "turn" BIGINT NOT NULL DEFAULT 0,
    "careful" INTEGER NOT NULL DEFAULT 0,
    "executionsMade" BIGINT NOT NULL DEFAULT 0,
    "appointmentsMade" BIGINT NOT NULL DEFAULT 0,
    "resourcesMade" BIGINT NOT NULL DEFAULT 0,
    "storedBytes" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Sandbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SandboxKey" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SandboxKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SandboxPart" (
    "sandboxId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SandboxPart_pkey" PRIMARY KEY ("sandboxId","name")
);

-- CreateTable
CREATE TABLE "SandboxResource" (
    "sandboxId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SandboxResource_pkey" PRIMARY KEY ("sandboxId","kind","owner","name")
);

-- CreateTable
CREATE TABLE "SandboxRevision" (
    "sandboxId" TEXT NOT NULL,
    "machineName" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SandboxRevision_pkey" PRIMARY KEY ("sandboxId","machineName","revisionId")
);

-- CreateTable
CREATE TABLE "SandboxExecution" (
    "sandboxId" TEXT NOT NULL,
    "executionArn" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "machineName" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "versionArn" TEXT,
    "aliasArn" TEXT,
    "mapRunArn" TEXT,
    "rootArn" TEXT,
    "redriveCount" INTEGER NOT NULL DEFAULT 0,
    "lastEventId" INTEGER NOT NULL DEFAULT 0,
    "historyBytes" BIGINT NOT NULL DEFAULT 0,
    "started" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ending" TEXT,
    "snapshot" TEXT,
    "interpreterVersion" TEXT,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SandboxExecution_pkey" PRIMARY KEY ("sandboxId","executionArn")
);

-- CreateTable
CREATE TABLE "SandboxHistory" (
    "sandboxId" TEXT NOT NULL,
    "executionArn" TEXT NOT NULL,
    "firstId" INTEGER NOT NULL,
    "lastId" INTEGER NOT NULL,
    "turn" BIGINT NOT NULL,
    "events" TEXT NOT NULL,
    "signals" TEXT NOT NULL,

    CONSTRAINT "SandboxHistory_pkey" PRIMARY KEY ("sandboxId","executionArn","firstId","turn")
);

-- CreateTable
CREATE TABLE "SandboxMapRun" (
    "sandboxId" TEXT NOT NULL,
    "mapRunArn" TEXT NOT NULL,
    "executionArn" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SandboxMapRun_pkey" PRIMARY KEY ("sandboxId","mapRunArn")
);

-- CreateTable
CREATE TABLE "SandboxTask" (
    "sandboxId" TEXT NOT NULL,
    "taskToken" TEXT NOT NULL,
    "executionArn" TEXT NOT NULL,
    "activity" TEXT,
    "waitsFor" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SandboxTask_pkey" PRIMARY KEY ("sandboxId","taskToken")
);

-- CreateTable
CREATE TABLE "SandboxAppointment" (
    "sandboxId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "due" BIGINT NOT NULL,
    "executionArn" TEXT,
    "what" TEXT NOT NULL,

    CONSTRAINT "SandboxAppointment_pkey" PRIMARY KEY ("sandboxId","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Sandbox_learnerId_key" ON "Sandbox"("learnerId");

-- CreateIndex
CREATE INDEX "Sandbox_wakeAt_idx" ON "Sandbox"("wakeAt");

-- CreateIndex
CREATE INDEX "SandboxKey_sandboxId_idx" ON "SandboxKey"("sandboxId");

-- CreateIndex
CREATE INDEX "SandboxResource_sandboxId_kind_owner_number_idx" ON "SandboxResource"("sandboxId", "kind", "owner", "number");

-- CreateIndex
CREATE INDEX "SandboxExecution_sandboxId_machineName_number_idx" ON "SandboxExecution"("sandboxId", "machineName", "number");

-- CreateIndex
CREATE INDEX "SandboxExecution_sandboxId_mapRunArn_number_idx" ON "SandboxExecution"("sandboxId", "mapRunArn", "number");

-- CreateIndex
CREATE INDEX "SandboxExecution_sandboxId_versionArn_number_idx" ON "SandboxExecution"("sandboxId", "versionArn", "number");

-- CreateIndex
CREATE INDEX "SandboxExecution_sandboxId_aliasArn_number_idx" ON "SandboxExecution"("sandboxId", "aliasArn", "number");

-- CreateIndex
CREATE INDEX "SandboxExecution_sandboxId_status_idx" ON "SandboxExecution"("sandboxId", "status");

-- CreateIndex
CREATE INDEX "SandboxExecution_closedAt_idx" ON "SandboxExecution"("closedAt");

-- CreateIndex
CREATE INDEX "SandboxMapRun_sandboxId_executionArn_number_idx" ON "SandboxMapRun"("sandboxId", "executionArn", "number");

-- CreateIndex
CREATE INDEX "SandboxTask_sandboxId_waitsFor_activity_number_idx" ON "SandboxTask"("sandboxId", "waitsFor", "activity", "number");

-- CreateIndex
CREATE INDEX "SandboxTask_sandboxId_executionArn_idx" ON "SandboxTask"("sandboxId", "executionArn");

-- CreateIndex
CREATE INDEX "SandboxAppointment_sandboxId_due_number_idx" ON "SandboxAppointment"("sandboxId", "due", "number");

-- CreateIndex
CREATE INDEX "SandboxAppointment_sandboxId_executionArn_idx" ON "SandboxAppointment"("sandboxId", "executionArn");

-- AddForeignKey
ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxKey" ADD CONSTRAINT "SandboxKey_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxPart" ADD CONSTRAINT "SandboxPart_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxResource" ADD CONSTRAINT "SandboxResource_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxRevision" ADD CONSTRAINT "SandboxRevision_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxExecution" ADD CONSTRAINT "SandboxExecution_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxHistory" ADD CONSTRAINT "SandboxHistory_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxMapRun" ADD CONSTRAINT "SandboxMapRun_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxTask" ADD CONSTRAINT "SandboxTask_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxAppointment" ADD CONSTRAINT "SandboxAppointment_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

