using System.Globalization;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>The last executions of a training job.</summary>
internal sealed class JobExecutions(ToolRunner tools)
{
    private const int MostShown = 3;

    /// <param name="part">cpu job or gpu job.</param>
    /// <param name="variable">The value of the environment that names it.</param>
    /// <param name="environment">Of azd.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<IReadOnlyList<CloudPart>> AskAsync(string part, string variable, AzdEnvironment environment, CancellationToken cancellationToken)
    {
        // The job with a GPU is made only where one is wanted.
        if (variable == AzdEnvironment.GpuJob && environment[variable] is null) return [new CloudPart(part, Shown.Nothing, "none", Ok: true, null, "networks are trained on CPUs")];
        try
        {
            string job = environment.NameOf(variable);
            ToolAnswer answer = await tools.AskAsync(
                ToolChecks.Az,
                [
                    "containerapp", "job", "execution", "list", "--resource-group", environment.NameOf(AzdEnvironment.ResourceGroup), "--name", job,
                    "--subscription", environment.NameOf(AzdEnvironment.Subscription), "--output", "json",
                ],
                cancellationToken);
            if (!answer.Json.IsThere) return [CloudPart.NotKnown(part, job, answer.Reason)];
            CloudPart[] last = [.. answer.Json.Items.Select(one => Execution(part, one)).OrderByDescending(one => one.Since).Take(MostShown)];
            // What failed before counts no more when a later one did well.
            return last.Length == 0
                ? [new CloudPart(part, job, "never ran", Ok: true, null, "it starts when a fold waits")]
                : [last[0], .. last.Skip(1).Select(one => one with { Ok = true })];
        }
        catch (CliException error)
        {
            return [CloudPart.NotKnown(part, environment[variable] ?? Shown.Nothing, error.Message)];
        }
    }

    private static CloudPart Execution(string part, JsonLook one)
    {
        JsonLook properties = one["properties"];
        string state = properties["status"].Text;
        string? ended = properties["endTime"].IsThere ? $"ended {properties["endTime"].Time}" : null;
        return new CloudPart(part, one["name"].Text, state, state is not ("Failed" or "Degraded"), Instant(properties["startTime"].Text), ended);
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}
