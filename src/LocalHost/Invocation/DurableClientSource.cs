using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>Gives functions the client of the task hub, which starts after the services that hold this.</summary>
public sealed class DurableClientSource
{
    private DurableTaskClient? client;

    /// <exception cref="RequestException">No task hub has started; to a request that is a 503.</exception>
    public DurableTaskClient Client
    {
        get => client ?? throw new RequestException(StatusCodes.Status503ServiceUnavailable, "The task hub has not started yet; ask again in a moment.");
        set => client = value;
    }
}
