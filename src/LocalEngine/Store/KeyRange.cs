namespace ServerlessTraining.LocalEngine.Store;

/// <summary>Row keys from <paramref name="From"/> (included) to <paramref name="To"/> (not included), in ordinal order.</summary>
internal readonly record struct KeyRange(string From, string To);
