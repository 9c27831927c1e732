namespace ServerlessTraining.Cli.Cloud;

/// <summary>One thing that is deployed, and how it is.</summary>
/// <param name="Part">app, dependency, cpu job, gpu job or queue.</param>
/// <param name="Name">In Azure.</param>
/// <param name="State">healthy, Succeeded, 3 waiting and the like; not known where it could not be asked.</param>
/// <param name="Ok">False where somebody should look.</param>
/// <param name="Since">When it began; null where that means nothing.</param>
/// <param name="Detail">What else there is to say; why it could not be asked.</param>
internal sealed record CloudPart(string Part, string Name, string State, bool Ok, DateTimeOffset? Since, string? Detail)
{
    public static CloudPart NotKnown(string part, string name, string why) => new(part, name, "not known", Ok: false, null, why);
}
