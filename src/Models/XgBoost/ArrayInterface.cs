namespace ServerlessTraining.Models.XgBoost;

/// <summary>How XGBoost is told where values lie: the array interface of NumPy, as JSON.</summary>
internal static class ArrayInterface
{
    private static readonly string Type = BitConverter.IsLittleEndian ? "<f8" : ">f8";

    /// <param name="address">Of rows of doubles, one behind the other. Pinned as long as the text is in use.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">Values a row.</param>
    public static string Of(nint address, int rows, int columns) =>
        FormattableString.Invariant($$"""{"data":[{{address}},true],"shape":[{{rows}},{{columns}}],"typestr":"{{Type}}","version":3}""");
}
