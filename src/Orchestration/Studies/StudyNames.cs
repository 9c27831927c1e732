using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The one spelling of ids, states and phases.</summary>
internal static class StudyNames
{
    private const int IdDigits = 24;

    public static string Name(StudyStatus status) => Snake(status.ToString());

    public static string Name(StoredTrialState state) => Snake(state.ToString());

    public static StudyStatus Status(string name) => Enum.GetValues<StudyStatus>().First(status => Name(status) == name);

    /// <summary>Another version of the program may measure the same trials otherwise, so its study is another one.</summary>
    public static string IdOf(StudySpec spec, int round)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{spec.Hash}\n{BuildInfo.Version}");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return string.Create(CultureInfo.InvariantCulture, $"{hash[..IdDigits]}-{round}");
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
