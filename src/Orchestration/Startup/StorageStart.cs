using Azure;
using Azure.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Orchestration.Startup;

/// <summary>
/// Brings the data account to this program's version while the app starts in Azure, and says when it is there. It tries until it succeeds: roles take minutes to hold after a
/// first deployment, and a worker that neither answers nor ends within a minute is killed by the host, so the start itself waits for nothing.
/// </summary>
public sealed class StorageStart(StorageSchema schema, TimeProvider clock, ILogger<StorageStart> logger) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // Azure ends a request after 230 s; whoever waits for an answer is told sooner.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string obstacle = "The data account has not answered yet. Try again in a minute.";

    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    /// <summary>Ends when the store is as this program wants it, however long that takes.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);

    /// <summary>For somebody who waits for an answer: no longer than the first try, nor than 20 s.</summary>
    /// <exception cref="RequestException">503: the store is not ready; the message says why and what to do.</exception>
    public async Task WaitOrExplainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tried.Task.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What is known by then is said below.
        }

        if (!IsReady) throw new RequestException(StatusCodes.Status503ServiceUnavailable, obstacle);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan wait = FirstWait;
        for (int attempt = 1; !await TryAsync(attempt, wait, stoppingToken); attempt++)
        {
            await Task.Delay(wait, clock, stoppingToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task<bool> TryAsync(int attempt, TimeSpan wait, CancellationToken stoppingToken)
    {
        try
        {
            await schema.EnsureAsync(stoppingToken);
            // Whoever waited for it finds it in the log.
            StorageStartLog.Ready(logger, StorageSchema.CurrentVersion, attempt);
            ready.TrySetResult();
            return true;
        }
        catch (StorageSchemaException wrong)
        {
            obstacle = wrong.Message;
            StorageStartLog.Refused(logger, obstacle, wait.TotalSeconds);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            obstacle = Explain(error);
            StorageStartLog.NotYet(logger, attempt, obstacle, wait.TotalSeconds);
        }
        finally
        {
            tried.TrySetResult();
        }

        return false;
    }

    private static string Explain(Exception error) => error switch
    {
        RequestFailedException { Status: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden } refusal =>
            $"The data account refuses the app ({$"{refusal.Status} {refusal.ErrorCode}".TrimEnd()}). Roles take some minutes to hold after a deployment; "
            + "if this lasts, see that the app's identity has the roles on it that infra/README.md lists, and that its network lets the app in.",
        AuthenticationFailedException identity =>
            $"The app cannot sign in to the data account: {FirstLine(identity)} See that {StorageOptions.DataSettingName}__clientId is an identity of the app.",
        ServerlessTrainingException known => known.Message,
        _ => $"The data account cannot be used: {FirstLine(error)}",
    };

    // The lines after the first quote headers.
    private static string FirstLine(Exception error) => SecretRedactor.Redact(error.Message.Split('\n', 2)[0].Trim());
}
