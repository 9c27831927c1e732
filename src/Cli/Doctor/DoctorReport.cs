namespace ServerlessTraining.Cli.Doctor;

/// <summary>All findings; <see cref="Ok"/> when the product can do with every one.</summary>
public sealed record DoctorReport(string AzureRuntime, IReadOnlyList<DoctorFinding> Findings)
{
    public bool Ok => Findings.All(f => f.Ok);
}
