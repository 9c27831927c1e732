namespace ServerlessTraining.Trainer.Networks;

/// <summary>What the driver calls the first GPU.</summary>
internal static class GpuName
{
    /// <summary>Where NVIDIA's driver tells of its cards, one folder each.</summary>
    public const string DriverFolder = "/proc/driver/nvidia/gpus";

    /// <summary>The word for a GPU whose driver does not tell.</summary>
    public const string Unknown = "cuda";

    private const string Label = "Model:";

    public static string Read(string folder = DriverFolder)
    {
        try
        {
            string? file = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(card => Path.Combine(card, "information")).FirstOrDefault(File.Exists);
            string? line = file is null ? null : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
            return line?[Label.Length..].Trim() is { Length: > 0 } name ? name : Unknown;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }
}
