using System.Reflection;
using System.Reflection.Emit;

namespace ServerlessTraining.Functions.Tests;

/// <summary>Reads the instructions of methods that name something: a member, or a text.</summary>
internal static class IlReader
{
    private const byte TwoBytes = 0xfe;
    private const BindingFlags Every = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Members, texts and larger whole numbers in the order of the code.</summary>
    public static IEnumerable<object> Operands(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < il.Length;)
        {
            OpCode code = il[at] == TwoBytes ? Codes[(short)((TwoBytes << 8) | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineString) yield return method.Module.ResolveString(BitConverter.ToInt32(il, at));
            else if (code.OperandType == OperandType.InlineI) yield return BitConverter.ToInt32(il, at);
            else if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, at), ofType, ofMethod)!;
            at += Length(code.OperandType, il, at);
        }
    }

    /// <summary>The methods that begin at these and are declared in assemblies of the product: what they call, async bodies and lambdas with them.</summary>
    public static IReadOnlyCollection<MethodBase> Reachable(IEnumerable<MethodBase> starts, Func<Assembly, bool> isOurs)
    {
        HashSet<MethodBase> found = [];
        Queue<MethodBase> open = new(starts);
        while (open.TryDequeue(out MethodBase? next))
        {
            if (!isOurs(next.Module.Assembly) || !found.Add(next)) continue;
            foreach (object operand in Operands(next))
            {
                if (operand is MethodBase called) open.Enqueue(called);
            }

            // The body of an async method or an iterator is in a type of its own, which nothing in the method calls by name.
            if (next.GetCustomAttribute<System.Runtime.CompilerServices.StateMachineAttribute>() is { } machine)
            {
                foreach (MethodInfo step in machine.StateMachineType.GetMethods(Every)) open.Enqueue(step);
            }
        }

        return found;
    }

    private static int Length(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
