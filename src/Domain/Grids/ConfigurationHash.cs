using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The name of a configuration for ever: SHA-256 of its canonical text, 64 lower-case hexadecimal digits.</summary>
public readonly record struct ConfigurationHash
{
    private readonly string? text;

    private ConfigurationHash(string text) => this.text = text;

    public string Text => text ?? throw new InvalidOperationException("This hash was never set.");

    public static ConfigurationHash Of(string canonicalText) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText))));

    public static ConfigurationHash Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool good = text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);
        return good ? new ConfigurationHash(text) : throw new ServerlessTrainingException($"'{text}' is not a configuration hash; 64 digits 0-9 and a-f are needed.");
    }

    public override string ToString() => text ?? "";
}
