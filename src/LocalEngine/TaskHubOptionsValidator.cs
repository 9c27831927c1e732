namespace ServerlessTraining.LocalEngine;

/// <summary>Finds everything that is wrong with a hub's options.</summary>
internal static class TaskHubOptionsValidator
{
    private const int LargestPayload = 32 * 1024;
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<string> Validate(TaskHubOptions options)
    {
        List<string> errors = [];
        string name = options.HubName ?? "";
        if (!TaskHubOptions.IsHubName(name)) errors.Add($"HubName is '{name}'; 3 to 45 letters (a-z) and digits are allowed, beginning with a letter");
        AtLeastOne(nameof(options.MaxConcurrentActivities), options.MaxConcurrentActivities);
        AtLeastOne(nameof(options.MaxConcurrentOrchestrators), options.MaxConcurrentOrchestrators);
        AtLeastOne(nameof(options.MaxActivityAttempts), options.MaxActivityAttempts);
        if (options.LeaseDuration < ShortestLease || options.LeaseDuration > LongestLease)
            errors.Add($"LeaseDuration is {options.LeaseDuration.TotalSeconds} s; {ShortestLease.TotalSeconds} s to {LongestLease.TotalSeconds} s are allowed");
        if (options.PayloadLimit is < 1 or > LargestPayload) errors.Add($"PayloadLimit is {options.PayloadLimit}; 1 to {LargestPayload} bytes are allowed");
        return errors;

        void AtLeastOne(string option, int value)
        {
            if (value < 1) errors.Add($"{option} is {value}; 1 is the least");
        }
    }
}
