using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Where one try to train a fold wrote its files: the key of the work and the owner of the try, as <see cref="FoldReference"/> joins them.</summary>
/// <param name="Key">64 hexadecimal digits.</param>
/// <param name="Owner">32 hexadecimal digits.</param>
internal sealed record FoldPlace(string Key, string Owner)
{
    private const int KeyDigits = 64;
    private const int OwnerDigits = 32;

    /// <summary>Null where it is the place of something else, which is none of our business.</summary>
    public static FoldPlace? TryParse(string place) =>
        place.Split('-') is [{ Length: KeyDigits } key, { Length: OwnerDigits } owner] && key.All(char.IsAsciiHexDigitLower) && owner.All(char.IsAsciiHexDigitLower)
            ? new FoldPlace(key, owner)
            : null;
}
