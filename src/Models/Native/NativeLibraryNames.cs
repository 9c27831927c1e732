namespace ServerlessTraining.Models.Native;

/// <summary>The native libraries that the trainers bind to.</summary>
public static class NativeLibraryNames
{
    public const string LightGbm = "lightgbm";
    public const string XgBoost = "xgboost";
    public const string Blas = "blas";

    public static IReadOnlyList<string> All { get; } = [LightGbm, XgBoost, Blas];

    /// <summary>The environment variable that names a library of the user's own to set-up.</summary>
    internal static string Variable(string name) => $"ST_{name.ToUpperInvariant()}";
}
