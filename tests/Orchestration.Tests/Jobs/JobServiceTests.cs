using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

public sealed class JobServiceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Market_AnswersWithWhereToLook()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);

        JobStarted started = await hub.Service.StartAsync(hub.Client, hub.Request(JobMode.Quick), Token);

        Assert.Equal(($"/api/training/jobs/{started.JobId}", JobStatus.Pending), (started.StatusUrl, started.Status));
        await hub.EndAsync(started.JobId);
    }

    [Fact]
    public async Task Start_NoBars_NamesTheImportCommand()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        Symbol unknown = DecisionScene.NewMarket();

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Service.StartAsync(hub.Client, hub.Request(JobMode.Quick, market: unknown), Token));

        Assert.Equal((400, $"There are no bars of {unknown} 1h. Import them: ./st data import {unknown} 1h FILE."), (refused.Status, refused.Message));
        Assert.Empty((await hub.Scene.Get<JobStore>().PageAsync(null, unknown, 10, null, Token)).Items);
    }

    [Fact]
    public async Task Start_TooFewBars_IsRefusedBeforeThereIsAJob()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        JobRequest request = hub.Request(JobMode.Full) with { MinTrainDays = 3000 };

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Service.StartAsync(hub.Client, request, Token));

        Assert.Equal(400, refused.Status);
        Assert.Contains("3021", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_JobThatDoesNotWait_IsAConflictWithItsState()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Sequential, hold: true);

        RequestException approve = await Assert.ThrowsAsync<RequestException>(() => hub.Service.ApproveAsync(hub.Client, id, Token));
        RequestException reject = await Assert.ThrowsAsync<RequestException>(() => hub.Service.RejectAsync(hub.Client, id, Token));

        Assert.Equal((409, $"Job '{id}' is quick; only a job that is waiting_for_approval can be approved."), (approve.Status, approve.Message));
        Assert.Equal($"Job '{id}' is quick; only a job that is waiting_for_approval can be rejected.", reject.Message);
    }

    [Fact]
    public async Task Approve_Again_IsTheSameAndRejectComesTooLate()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);

        JobAnswer first = await hub.Service.ApproveAsync(hub.Client, id, Token);
        await hub.EndAsync(id);
        JobAnswer again = await hub.Service.ApproveAsync(hub.Client, id, Token);
        RequestException reject = await Assert.ThrowsAsync<RequestException>(() => hub.Service.RejectAsync(hub.Client, id, Token));

        Assert.Equal("It is approved; full training begins.", first.Message);
        Assert.Equal(("It was approved at 2026-01-05T12:00:00Z and is completed now.", JobStatus.Completed), (again.Message, again.Status));
        Assert.Equal(
            $"Job '{id}' is completed; only a job that is waiting_for_approval can be rejected, and this one was decided at 2026-01-05T12:00:00Z: approve by api.", reject.Message);
    }

    [Fact]
    public async Task Cancel_Again_IsTheSameAndWhatHasEndedIsAConflict()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string done = await hub.StartAsync(JobMode.Quick);
        await hub.EndAsync(done);
        string id = await hub.StartAsync(JobMode.Full, hold: true);

        JobAnswer first = await hub.Service.CancelAsync(hub.Client, id, Token);
        await hub.EndAsync(id);
        JobAnswer again = await hub.Service.CancelAsync(hub.Client, id, Token);
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Service.CancelAsync(hub.Client, done, Token));

        Assert.Equal("To cancel was asked for; it acts at once.", first.Message);
        Assert.Equal((JobStatus.Cancelled, "It is cancelled."), (again.Status, again.Message));
        Assert.Equal((409, $"Job '{done}' is completed; only a job that has not ended can be cancelled."), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Cancel_JobWhoseOrchestrationIsGone_EndsIt()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);
        await hub.Client.TerminateInstanceAsync(JobRun.InstanceOf(id), Token);
        await hub.Client.WaitForInstanceCompletionAsync(JobRun.InstanceOf(id), Token);

        JobAnswer answer = await hub.Service.CancelAsync(hub.Client, id, Token);

        Assert.Equal(JobStatus.Cancelled, answer.Status);
        Assert.Equal("cancelled on request", (await hub.ViewAsync(id)).Reason);
    }

    [Fact]
    public async Task Wishes_AreInTheAuditOnce()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);

        await hub.Service.RejectAsync(hub.Client, id, Token);
        await hub.Service.RejectAsync(hub.Client, id, Token);

        IReadOnlyList<AuditEntry> entries = (await hub.Scene.Get<AuditStore>().PageAsync("job", id, null, null, 10, null, Token)).Items;
        Assert.Equal(["reject", "start"], entries.Select(entry => entry.Action).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Start_OptionThatTheModelDoesNotKnow_IsRefusedBeforeThereIsAJob()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        JobRequest request = hub.Request(JobMode.Sequential) with { HyperParameters = JsonSerializer.SerializeToElement(new { Alhpa = 1 }, ApiJson.Options) };

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Service.StartAsync(hub.Client, request, Token));

        Assert.Equal(StatusCodes.Status400BadRequest, refused.Status);
        Assert.Contains("alhpa: this key is not known; did you mean 'alpha'?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_UnknownJob_IsNotFound()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);

        RequestException missing = await Assert.ThrowsAsync<RequestException>(() => hub.Service.FindAsync("nothing", Token));

        Assert.Equal(
            (StatusCodes.Status404NotFound, "There is no job 'nothing'. GET /api/training/jobs (st jobs list) lists those that there are."), (missing.Status, missing.Message));
    }
}
