using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What came in from elsewhere. What a refused file says of itself stands in the answer only: a log is no place for a stranger's text.</summary>
internal static partial class PresetLog
{
    [LoggerMessage(3980, LogLevel.Information, "Preset {Name} was imported as version {Version}; its signature: {Trust}")]
    public static partial void Imported(ILogger logger, string name, int version, PresetTrust trust);

    [LoggerMessage(3981, LogLevel.Warning, "An import of presets was refused for {Reasons} reasons; nothing was written")]
    public static partial void Refused(ILogger logger, int reasons);
}
