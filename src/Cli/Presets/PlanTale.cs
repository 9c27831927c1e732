namespace ServerlessTraining.Cli.Presets;

/// <summary>Tells what is new about a plan since it was looked at last.</summary>
internal sealed class PlanTale
{
    private readonly Dictionary<string, string> told = [];

    public IReadOnlyList<string> Next(JsonLook plan)
    {
        JsonLook[] entries = [.. plan["entries"].Items];
        List<string> lines = [];
        foreach (JsonLook entry in entries)
        {
            string number = entry["number"].Text;
            string status = entry["status"].Text;
            string stage = status == "searching" ? $"{status} {entry["study"]["phase"].Text}" : status;
            if (status == "pending" || told.GetValueOrDefault(number) == stage) continue;
            told[number] = stage;
            lines.Add($"{number} of {entries.Length}, {entry["preset"].Text}: {(PlanText.IsRunning(entry) ? PlanText.Doing(entry) : PlanText.End(entry))}");
        }

        return lines;
    }
}
