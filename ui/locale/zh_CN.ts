<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About this program</source>
        <translation>关于本程序</translation>
    </message>
    <message>
        <source>Public survey: version %1</source>
        <translation>公众调查 版本 %1</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>更新内容</translation>
    </message>
    <message>
        <source>Parts and licences</source>
        <translation>部件与许可证</translation>
    </message>
    <message>
        <source>Save the list of parts…</source>
        <translation>保存部件清单…</translation>
    </message>
    <message>
        <source>As CycloneDX, which programs for audits read.</source>
        <translation>CycloneDX 格式，可供审计软件读取。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证正文</translation>
    </message>
    <message>
        <source>This part carries no text of its licence.</source>
        <translation>该部件未附许可证正文。</translation>
    </message>
    <message>
        <source>List of parts (*.json)</source>
        <translation>部件清单 (*.json)</translation>
    </message>
    <message>
        <source>Save the list of parts</source>
        <translation>保存部件清单</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
</context>
<context>
    <name>Arrival</name>
    <message>
        <source>Open the survey that “%1” belongs to; it is read in there.</source>
        <translation>请打开数据包“%1”所属的调查，再读入。</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Reading the package</source>
        <translation>正在读入数据包</translation>
    </message>
    <message>
        <source>The package “%1” waits.</source>
        <translation>数据包“%1”待读入。</translation>
    </message>
    <message>
        <source>Read it in</source>
        <translation>读入</translation>
    </message>
</context>
<context>
    <name>AskInterview</name>
    <message>
        <source>Follow an interview back</source>
        <translation>追溯一份访问</translation>
    </message>
    <message>
        <source>Type the address, or the first letters of the interview&apos;s number.</source>
        <translation>请输入地址编号，或访问编号的前几位。</translation>
    </message>
    <message>
        <source>Address or interview</source>
        <translation>地址或访问编号</translation>
    </message>
    <message>
        <source>Show its way</source>
        <translation>查看经过</translation>
    </message>
    <message>
        <source>Type an address.</source>
        <translation>请输入地址编号。</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Go to the question</source>
        <translation>转到该题</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>Don&apos;t know</source>
        <translation>不知道</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>Answers not read out</source>
        <translation>不读出的选项</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>答题卡</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>All questions</source>
        <translation>题目列表</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>This answer is unusual. If it is right, say why:</source>
        <translation>这个答案不寻常。如果属实，请说明原因：</translation>
    </message>
    <message>
        <source>Keep the answer</source>
        <translation>保留该答案</translation>
    </message>
    <message>
        <source>Note on this question (only the office reads it)</source>
        <translation>本题备注（仅供调查机构查看）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>End the interview here for good? It cannot be taken up again.</source>
        <translation>确定中止访问吗？中止后不能再继续。</translation>
    </message>
    <message>
        <source>End the interview</source>
        <translation>结束访问</translation>
    </message>
</context>
<context>
    <name>AttemptCard</name>
    <message>
        <source>Close the case without an interview</source>
        <translation>未访问，结束该户</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Appointment at</source>
        <translation>预约时间</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>now; or such as %1</source>
        <translation>现在；或如 %1</translation>
    </message>
    <message>
        <source>No interview at this call</source>
        <translation>本次通话未能访问</translation>
    </message>
    <message>
        <source>No interview at this visit</source>
        <translation>本次入户未能访问</translation>
    </message>
    <message>
        <source>Record this call</source>
        <translation>登记本次通话</translation>
    </message>
    <message>
        <source>Record this visit</source>
        <translation>登记本次入户</translation>
    </message>
</context>
<context>
    <name>AttemptList</name>
    <message>
        <source>Attempts so far</source>
        <translation>已有的联系记录</translation>
    </message>
</context>
<context>
    <name>BankPanel</name>
    <message>
        <source>Put into the questionnaire</source>
        <translation>加入问卷</translation>
    </message>
    <message>
        <source>Use for the selected question</source>
        <translation>用于所选题目</translation>
    </message>
    <message>
        <source>Make a grid with it</source>
        <translation>用它制作表格题</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Response scales</source>
        <translation>应答量表</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>量表</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
</context>
<context>
    <name>BeginPane</name>
    <message>
        <source>Without an assigned address</source>
        <translation>不在抽中地址之内的访问</translation>
    </message>
    <message>
        <source>For a person met at a sampling point, a shop, or a number that was dialled. The name is only to find the draft again on this laptop: no person&apos;s name, please.</source>
        <translation>用于在抽样点遇到的人、商店或拨打的号码。名称只用于在本机找回草稿，请勿填写人名。</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>How it is held</source>
        <translation>访问方式</translation>
    </message>
    <message>
        <source>Name of the draft</source>
        <translation>草稿名称</translation>
    </message>
</context>
<context>
    <name>Beginning</name>
    <message>
        <source>Back to today</source>
        <translation>回到今日工作</translation>
    </message>
    <message>
        <source>Begin the interview</source>
        <translation>开始访问</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check this installation</source>
        <translation>检查本机安装</translation>
    </message>
    <message>
        <source>Every part is being tried; this takes some seconds.</source>
        <translation>正在逐项检查，需要几秒钟。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>检查报告</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
</context>
<context>
    <name>ChoiceField</name>
    <message>
        <source>/ finds a choice by its words or their pinyin</source>
        <translation>按 / 后可用文字或拼音查找选项</translation>
    </message>
    <message>
        <source>Find a choice</source>
        <translation>查找选项</translation>
    </message>
    <message>
        <source>%1 choices; the first that fit are shown. Type to find the others.</source>
        <translation>共 %1 个选项，先显示最符合的；键入文字、代码或拼音查找其他选项。</translation>
    </message>
</context>
<context>
    <name>ChoiceTable</name>
    <message>
        <source>A new list…</source>
        <translation>新建选项表…</translation>
    </message>
    <message>
        <source>Shared with: %1. Changes reach them all.</source>
        <translation>与以下题目共用：%1。修改对它们都生效。</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>List of choices</source>
        <translation>选项表</translation>
    </message>
    <message>
        <source>Add a choice (Ins)</source>
        <translation>添加选项（Ins）</translation>
    </message>
    <message>
        <source>Delete the selected choices (Del)</source>
        <translation>删除所选选项（Del）</translation>
    </message>
    <message>
        <source>Move up (Alt+↑)</source>
        <translation>上移（Alt+↑）</translation>
    </message>
    <message>
        <source>Move down (Alt+↓)</source>
        <translation>下移（Alt+↓）</translation>
    </message>
    <message>
        <source>Paste from a spreadsheet (Ctrl+V)</source>
        <translation>从电子表格粘贴（Ctrl+V）</translation>
    </message>
    <message>
        <source>Copy all with headers</source>
        <translation>复制全部（含表头）</translation>
    </message>
    <message>
        <source>Rename the list…</source>
        <translation>重命名选项表…</translation>
    </message>
    <message>
        <source>Make a list of its own for this question</source>
        <translation>为本题另建选项表</translation>
    </message>
    <message>
        <source>Add a column to filter by…</source>
        <translation>添加筛选用的列…</translation>
    </message>
    <message>
        <source>Rename the list</source>
        <translation>重命名选项表</translation>
    </message>
    <message>
        <source>A column to filter by</source>
        <translation>筛选用的列</translation>
    </message>
    <message>
        <source>Name, for example district</source>
        <translation>名称，例如 district</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Text (%1)</source>
        <translation>文字（%1）</translation>
    </message>
    <message>
        <source>Not read out</source>
        <translation>不读出</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>选项表名称</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find an action</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>Name of an action, in Chinese, English or pinyin</source>
        <translation>输入操作名称（中文、英文或拼音）</translation>
    </message>
    <message>
        <source>Actions found</source>
        <translation>找到的操作</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open a survey</source>
        <translation>打开调查</translation>
    </message>
    <message>
        <source>Make a new survey</source>
        <translation>新建调查</translation>
    </message>
    <message>
        <source>Make the demonstration</source>
        <translation>生成演示数据</translation>
    </message>
    <message>
        <source>Close the survey</source>
        <translation>关闭调查</translation>
    </message>
    <message>
        <source>Compute the estimates</source>
        <translation>计算估计值</translation>
    </message>
    <message>
        <source>Export the estimates…</source>
        <translation>导出估计值…</translation>
    </message>
    <message>
        <source>Make the report in English…</source>
        <translation>生成英文报告…</translation>
    </message>
    <message>
        <source>Make the report in Chinese…</source>
        <translation>生成中文报告…</translation>
    </message>
    <message>
        <source>Save the chosen report again…</source>
        <translation>另存所选报告…</translation>
    </message>
    <message>
        <source>Import a file with all sales…</source>
        <translation>导入全部销售数据…</translation>
    </message>
    <message>
        <source>Import a file with subsidised sales only…</source>
        <translation>导入仅含补贴销售的数据…</translation>
    </message>
    <message>
        <source>Make the sampling plan</source>
        <translation>制定抽样方案</translation>
    </message>
    <message>
        <source>Import a frame…</source>
        <translation>导入抽样框…</translation>
    </message>
    <message>
        <source>Draw the sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>Make an invented frame for practice</source>
        <translation>生成练习用虚拟抽样框</translation>
    </message>
    <message>
        <source>Compute the weights</source>
        <translation>计算权重</translation>
    </message>
    <message>
        <source>Make the survey&apos;s keys…</source>
        <translation>生成调查密钥…</translation>
    </message>
    <message>
        <source>Unlock the keys…</source>
        <translation>解锁密钥…</translation>
    </message>
    <message>
        <source>Make field packages…</source>
        <translation>生成任务包…</translation>
    </message>
    <message>
        <source>Make receipts…</source>
        <translation>生成回执…</translation>
    </message>
    <message>
        <source>Merge packages…</source>
        <translation>合并数据包…</translation>
    </message>
    <message>
        <source>Check that everything still proves itself</source>
        <translation>核验全部留痕</translation>
    </message>
    <message>
        <source>Share the households out to the laptops</source>
        <translation>向笔记本分配住户</translation>
    </message>
    <message>
        <source>Go to the next step</source>
        <translation>进入下一步</translation>
    </message>
    <message>
        <source>Check the journal</source>
        <translation>核验日志</translation>
    </message>
    <message>
        <source>Write a readable copy…</source>
        <translation>导出明文副本…</translation>
    </message>
    <message>
        <source>Keep the chosen interviews</source>
        <translation>保留所选访问</translation>
    </message>
    <message>
        <source>Exclude the chosen interviews</source>
        <translation>剔除所选访问</translation>
    </message>
    <message>
        <source>Run the quality checks</source>
        <translation>运行质量检查</translation>
    </message>
    <message>
        <source>Save the workbook…</source>
        <translation>保存工作簿…</translation>
    </message>
    <message>
        <source>Import a workbook…</source>
        <translation>导入工作簿…</translation>
    </message>
    <message>
        <source>Publish this version</source>
        <translation>发布此版本</translation>
    </message>
    <message>
        <source>Visit the address</source>
        <translation>访问所选地址</translation>
    </message>
    <message>
        <source>Resume the last interview</source>
        <translation>继续最近的访问</translation>
    </message>
    <message>
        <source>Practise an interview</source>
        <translation>练习访问</translation>
    </message>
    <message>
        <source>Read receipts…</source>
        <translation>读取回执…</translation>
    </message>
    <message>
        <source>Export the interviews…</source>
        <translation>导出访问数据…</translation>
    </message>
    <message>
        <source>Interview without an address…</source>
        <translation>无地址访问…</translation>
    </message>
    <message>
        <source>New questionnaire…</source>
        <translation>新建问卷…</translation>
    </message>
    <message>
        <source>Save on paper…</source>
        <translation>生成纸质问卷…</translation>
    </message>
    <message>
        <source>Save as XForm…</source>
        <translation>另存为 XForm…</translation>
    </message>
    <message>
        <source>Check as Kobo and ODK do</source>
        <translation>按 Kobo 和 ODK 的规则检查</translation>
    </message>
    <message>
        <source>Fill in the statutory header…</source>
        <translation>填写统计调查表头…</translation>
    </message>
    <message>
        <source>Go back to the last version</source>
        <translation>退回最近版本</translation>
    </message>
    <message>
        <source>Find in the questionnaire</source>
        <translation>在问卷中查找</translation>
    </message>
    <message>
        <source>Find and replace in the questionnaire</source>
        <translation>在问卷中查找和替换</translation>
    </message>
    <message>
        <source>Undo in the questionnaire</source>
        <translation>撤销问卷修改</translation>
    </message>
    <message>
        <source>Redo in the questionnaire</source>
        <translation>重做问卷修改</translation>
    </message>
    <message>
        <source>Preview from the selected question</source>
        <translation>从所选题目开始预览</translation>
    </message>
    <message>
        <source>Add a question</source>
        <translation>添加题目</translation>
    </message>
    <message>
        <source>Add a group</source>
        <translation>添加题组</translation>
    </message>
    <message>
        <source>Add a grid</source>
        <translation>添加表格题</translation>
    </message>
    <message>
        <source>Duplicate the selected questions</source>
        <translation>复制一份所选题目</translation>
    </message>
    <message>
        <source>Delete the selected questions</source>
        <translation>删除所选题目</translation>
    </message>
    <message>
        <source>Put the selected questions into a group</source>
        <translation>将所选题目归入题组</translation>
    </message>
    <message>
        <source>Dissolve the selected group</source>
        <translation>解散所选题组</translation>
    </message>
    <message>
        <source>Add a language to the questionnaire</source>
        <translation>为问卷添加语言</translation>
    </message>
    <message>
        <source>Mend all problems that can be mended</source>
        <translation>修复所有可修复的问题</translation>
    </message>
    <message>
        <source>Pass on to the city…</source>
        <translation>转交市级机构…</translation>
    </message>
    <message>
        <source>Merge a folder…</source>
        <translation>合并文件夹…</translation>
    </message>
    <message>
        <source>Try the printed recovery page…</source>
        <translation>试用打印的恢复页…</translation>
    </message>
    <message>
        <source>Change the keys…</source>
        <translation>更换密钥…</translation>
    </message>
    <message>
        <source>The passphrase of the keys is lost…</source>
        <translation>忘记了密钥口令…</translation>
    </message>
    <message>
        <source>Withdraw an interview…</source>
        <translation>撤回一份访问…</translation>
    </message>
    <message>
        <source>Tell everybody of withdrawals…</source>
        <translation>生成撤回通知…</translation>
    </message>
    <message>
        <source>Enrol laptops…</source>
        <translation>登记笔记本…</translation>
    </message>
    <message>
        <source>A laptop is lost…</source>
        <translation>笔记本丢失…</translation>
    </message>
    <message>
        <source>Follow an interview back…</source>
        <translation>追溯一份访问…</translation>
    </message>
    <message>
        <source>Compare and settle…</source>
        <translation>对照并处理…</translation>
    </message>
    <message>
        <source>Let the chosen file in…</source>
        <translation>放行所选文件…</translation>
    </message>
    <message>
        <source>Use the proposed shares</source>
        <translation>采用建议份额</translation>
    </message>
    <message>
        <source>Join a survey with this computer</source>
        <translation>用这台电脑加入调查</translation>
    </message>
    <message>
        <source>Hand in…</source>
        <translation>交回数据…</translation>
    </message>
    <message>
        <source>Print the paper form…</source>
        <translation>打印纸质问卷…</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Check this installation</source>
        <translation>检查本机安装</translation>
    </message>
    <message>
        <source>Update from a file</source>
        <translation>用文件升级</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>关于本程序</translation>
    </message>
    <message>
        <source>Codes of refusal and don&apos;t know…</source>
        <translation>拒答与不知道的代码…</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>Question the condition is about</source>
        <translation>条件所涉及的题目</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较方式</translation>
    </message>
    <message>
        <source>Answer to compare with</source>
        <translation>比较的答案</translation>
    </message>
    <message>
        <source>Or this</source>
        <translation>或者满足此条件</translation>
    </message>
    <message>
        <source>And also this</source>
        <translation>并且满足此条件</translation>
    </message>
    <message>
        <source>Take this condition</source>
        <translation>采用此条件</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Which answers stand?</source>
        <translation>采用哪些回答？</translation>
    </message>
    <message>
        <source>This interview was changed in two places. Choose for each answer. Every version stays in the log, whatever you choose.</source>
        <translation>这份访问在两处被改动过。请逐题选择；无论怎样选择，各个版本都会保留在记录中。</translation>
    </message>
    <message>
        <source>Settle it</source>
        <translation>处理完毕</translation>
    </message>
    <message>
        <source>Show also the %1 answers that are the same</source>
        <translation>同时显示相同的 %1 个回答</translation>
    </message>
    <message>
        <source>%1 answers are not chosen yet.</source>
        <translation>还有 %1 个回答没有选择。</translation>
    </message>
    <message>
        <source>Say why: the journal keeps it.</source>
        <translation>请写明理由，日志会保存。</translation>
    </message>
    <message>
        <source>Take all of %1</source>
        <translation>全部采用 %1</translation>
    </message>
    <message>
        <source>Result of the visit</source>
        <translation>入户结果</translation>
    </message>
    <message>
        <source>All texts together</source>
        <translation>合并各段文字</translation>
    </message>
</context>
<context>
    <name>ContactPane</name>
    <message>
        <source>Contact for a check call</source>
        <translation>复核联系方式</translation>
    </message>
    <message>
        <source>The office calls a few households to check that the interview took place. Only for that may the respondent leave a name and a number, and need not. It lies apart from the answers, goes into no table and no report, and is destroyed with a withdrawal.</source>
        <translation>调查机构会抽取少量住户电话复核访问是否真实进行。受访者可以自愿留下姓名和电话，仅用于复核。联系方式与答案分开存放，不进入任何表格和报告，撤回时一并销毁。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Best time</source>
        <translation>方便的时间</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in the program</source>
        <translation>程序出现故障</translation>
    </message>
    <message>
        <source>The last step could not be finished because of a fault in the program. What was saved before stays saved. You can go on working; if it happens again, restart the program.</source>
        <translation>因程序故障，上一步未能完成。此前已保存的内容不受影响。您可以继续工作；如再次出现，请重新启动程序。</translation>
    </message>
    <message>
        <source>Please send the details below to whoever looks after the program. Read them first: the last line may quote a value from the survey.</source>
        <translation>请将以下详情发给程序维护人员。发送前请先查看：最后一行可能含有调查中的数值。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
</context>
<context>
    <name>DecisionActions</name>
    <message>
        <source>Comparing the versions</source>
        <translation>正在对照各版本</translation>
    </message>
    <message>
        <source>Comparing the interviews</source>
        <translation>正在对照访问</translation>
    </message>
    <message>
        <source>Setting the shares</source>
        <translation>正在设置份额</translation>
    </message>
    <message>
        <source>Settling the conflict</source>
        <translation>正在处理冲突</translation>
    </message>
    <message>
        <source>Settled; every version stays in the log.</source>
        <translation>已处理；各个版本都保留在记录中。</translation>
    </message>
    <message>
        <source>Writing the decision</source>
        <translation>正在写入决定</translation>
    </message>
    <message>
        <source>Decided: %1 interviews are left out of the results and stay in the log.</source>
        <translation>已决定：%1 份访问不计入结果，但保留在记录中。</translation>
    </message>
    <message>
        <source>%1 shares are set. They reach the laptops with their next field packages.</source>
        <translation>已设置 %1 项份额，随下一个任务包送达笔记本。</translation>
    </message>
</context>
<context>
    <name>DecisionList</name>
    <message>
        <source>To decide</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Nothing is overwritten by arriving later: a person decides what stands.</source>
        <translation>后到的不会覆盖先到的，采用哪一份由人决定。</translation>
    </message>
    <message>
        <source>One interview, two versions</source>
        <translation>一份访问有两个版本</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Interview</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本数</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>One address, two interviews</source>
        <translation>同一地址有两份访问</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation>访问数</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Nothing to settle.</source>
        <translation>没有需要处理的冲突。</translation>
    </message>
    <message>
        <source>No address was interviewed twice.</source>
        <translation>没有地址被重复访问。</translation>
    </message>
</context>
<context>
    <name>DesignBar</name>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Language shown</source>
        <translation>显示的语言</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a question, group or grid</source>
        <translation>添加题目、题组或表格题</translation>
    </message>
    <message>
        <source>Duplicate (Ctrl+D)</source>
        <translation>复制一份（Ctrl+D）</translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation>删除（Del）</translation>
    </message>
    <message>
        <source>Move up (Alt+↑)</source>
        <translation>上移（Alt+↑）</translation>
    </message>
    <message>
        <source>Move down (Alt+↓)</source>
        <translation>下移（Alt+↓）</translation>
    </message>
    <message>
        <source>Find and replace (Ctrl+F, Ctrl+H)</source>
        <translation>查找和替换（Ctrl+F、Ctrl+H）</translation>
    </message>
    <message>
        <source>Grid (questions with the same choices)</source>
        <translation>表格题（选项相同的多道题目）</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>题组</translation>
    </message>
    <message>
        <source>Repeated group</source>
        <translation>重复题组</translation>
    </message>
</context>
<context>
    <name>Designer</name>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>(no text yet)</source>
        <translation>（尚无文字）</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必答</translation>
    </message>
    <message>
        <source>conditional</source>
        <translation>有条件</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>有校验</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>有筛选</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Add a question below</source>
        <translation>在下方添加题目</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move out of the group</source>
        <translation>移出题组</translation>
    </message>
    <message>
        <source>Move into the group above</source>
        <translation>移入上方题组</translation>
    </message>
    <message>
        <source>Put into a group</source>
        <translation>归入题组</translation>
    </message>
    <message>
        <source>Dissolve the group</source>
        <translation>解散题组</translation>
    </message>
    <message>
        <source>One choice</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>Several choices</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Decimal number</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>Scale from … to …</source>
        <translation>数值量表（从…到…）</translation>
    </message>
    <message>
        <source>Put in order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Note (nothing to answer)</source>
        <translation>说明（无需作答）</translation>
    </message>
    <message>
        <source>Seen and agreed</source>
        <translation>已阅并同意</translation>
    </message>
    <message>
        <source>Calculated value</source>
        <translation>计算值</translation>
    </message>
    <message>
        <source>Hidden value</source>
        <translation>隐藏值</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Place on the map</source>
        <translation>地图位置</translation>
    </message>
    <message>
        <source>Line on the map</source>
        <translation>地图线路</translation>
    </message>
    <message>
        <source>Area on the map</source>
        <translation>地图区域</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>Time of the beginning</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Time of the end</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Day of the interview</source>
        <translation>访问日期</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Surveyor</source>
        <translation>调查员</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>题组</translation>
    </message>
    <message>
        <source>Repeated group</source>
        <translation>重复题组</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>A group cannot be moved into itself.</source>
        <translation>题组不能移入自身。</translation>
    </message>
    <message>
        <source>“{name}” cannot be a name: begin with a letter, then letters, digits, “_”, “-” or “.”.</source>
        <translation>“{name}”不能用作名称：须以字母开头，其后为字母、数字、“_”、“-”或“.”。</translation>
    </message>
    <message>
        <source>The name “{name}” is taken. Choose another one.</source>
        <translation>名称“{name}”已被使用，请另选。</translation>
    </message>
    <message>
        <source>A choice needs a code.</source>
        <translation>选项需要代码。</translation>
    </message>
    <message>
        <source>The code “{name}” is taken in this list. Choose another one.</source>
        <translation>代码“{name}”在本选项表中已被使用，请另选。</translation>
    </message>
    <message>
        <source>The language “{name}” is there already.</source>
        <translation>语言“{name}”已存在。</translation>
    </message>
    <message>
        <source>Name the language, for example en.</source>
        <translation>请写明语言，例如 en。</translation>
    </message>
    <message>
        <source>The only language cannot be removed.</source>
        <translation>唯一的语言不能删除。</translation>
    </message>
    <message>
        <source>Question text</source>
        <translation>题目文字</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>调查员须知</translation>
    </message>
    <message>
        <source>Message if unanswered</source>
        <translation>未作答时的提示</translation>
    </message>
    <message>
        <source>Message if not accepted</source>
        <translation>不接受时的提示</translation>
    </message>
    <message>
        <source>Ask only if</source>
        <translation>仅在以下条件下询问</translation>
    </message>
    <message>
        <source>Answer required</source>
        <translation>必答</translation>
    </message>
    <message>
        <source>Accept only if</source>
        <translation>仅接受符合以下条件的答案</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>计算公式</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Offer only choices where</source>
        <translation>仅提供符合以下条件的选项</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>List of choices</source>
        <translation>选项表</translation>
    </message>
    <message>
        <source>Calculated anew when</source>
        <translation>以下题目变化时重新计算</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Doubtful unless</source>
        <translation>除非符合以下条件，否则存疑</translation>
    </message>
    <message>
        <source>Questions inside</source>
        <translation>组内题目</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>May be refused</source>
        <translation>可拒答</translation>
    </message>
    <message>
        <source>May be answered “don&apos;t know”</source>
        <translation>可答“不知道”</translation>
    </message>
    <message>
        <source>Other, please specify</source>
        <translation>其他（请注明）</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Other columns</source>
        <translation>其他列</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不是</translation>
    </message>
    <message>
        <source>includes</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>does not include</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>不小于</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>不大于</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>is answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>is not answered</source>
        <translation>未作答</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>When it is asked</source>
        <translation>询问条件</translation>
    </message>
    <message>
        <source>What is accepted</source>
        <translation>答案要求</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Other columns of the workbook</source>
        <translation>工作簿的其他列</translation>
    </message>
    <message>
        <source>Choices in random order</source>
        <translation>选项随机排列</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Seed of the order</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Message if doubtful</source>
        <translation>存疑时的提示</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>题组标题</translation>
    </message>
    <message>
        <source>One question after the other</source>
        <translation>逐题显示</translation>
    </message>
    <message>
        <source>All on one screen</source>
        <translation>全部在同一屏</translation>
    </message>
    <message>
        <source>As a grid (same choices in every row)</source>
        <translation>表格题（每行选项相同）</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Only if…</source>
        <translation>视条件而定…</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Participation</source>
        <translation>参与度</translation>
    </message>
    <message>
        <source>Disposable goods</source>
        <translation>一次性消费品</translation>
    </message>
    <message>
        <source>Energy-saving appliances</source>
        <translation>节能家电</translation>
    </message>
    <message>
        <source>Water-saving devices</source>
        <translation>节水器具</translation>
    </message>
    <message>
        <source>For every survey</source>
        <translation>各类调查通用</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Form id</source>
        <translation>问卷标识</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Usual language</source>
        <translation>默认语言</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>don&apos;t know</source>
        <translation>不知道</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>尚未作答</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>It is calculated or recorded, never shown.</source>
        <translation>该项由程序计算或记录，不显示。</translation>
    </message>
    <message>
        <source>There is no instance of its repeated group yet.</source>
        <translation>其所在的重复题组尚无记录。</translation>
    </message>
    <message>
        <source>Its group “%1” is not asked. %2</source>
        <translation>其所在题组“%1”未询问。%2</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>目前：%1。</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>answers stand as they are</source>
        <translation>答案保持不变</translation>
    </message>
    <message>
        <source>answers need a decision</source>
        <translation>答案需人工核定</translation>
    </message>
    <message>
        <source>not asked in one version</source>
        <translation>其中一版未询问</translation>
    </message>
    <message>
        <source>new choices: %1</source>
        <translation>新增的选项：%1</translation>
    </message>
    <message>
        <source>choices gone: %1</source>
        <translation>删除的选项：%1</translation>
    </message>
    <message>
        <source>reworded choices: %1</source>
        <translation>改写的选项：%1</translation>
    </message>
    <message>
        <source>Questions of the questionnaire</source>
        <translation>问卷题目</translation>
    </message>
    <message>
        <source>Variable name</source>
        <translation>变量名</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量名</translation>
    </message>
    <message>
        <source>Hint and guidance</source>
        <translation>提示与说明</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Who counts (base)</source>
        <translation>计入对象（基数）</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>计为符合的条件</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>分母</translation>
    </message>
    <message>
        <source>Points by choice</source>
        <translation>各选项分值</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主要口径</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>隶属于</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>不清楚 counts as</source>
        <translation>“不清楚”计为</translation>
    </message>
    <message>
        <source>不清楚 if</source>
        <translation>“不清楚”的条件</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Suspicious if</source>
        <translation>可疑条件</translation>
    </message>
    <message>
        <source>“{name}” cannot be a key: begin with a letter, then letters, digits or “_”.</source>
        <translation>“{name}”不能作为键名：须以字母开头，其后为字母、数字或“_”。</translation>
    </message>
    <message>
        <source>The key “{name}” is taken. Choose another one.</source>
        <translation>键名“{name}”已被使用，请另选一个。</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”不是数字。</translation>
    </message>
    <message>
        <source>“{word}” is not known here. It can be: {allowed}.</source>
        <translation>此处不能填写“{word}”。可填写：{allowed}。</translation>
    </message>
</context>
<context>
    <name>DeviceActions</name>
    <message>
        <source>Requests (*.enrol)</source>
        <translation>登记申请 (*.enrol)</translation>
    </message>
    <message>
        <source>The laptops&apos; requests</source>
        <translation>笔记本的登记申请</translation>
    </message>
    <message>
        <source>Reading the requests</source>
        <translation>正在读取申请</translation>
    </message>
    <message>
        <source>Enrolling</source>
        <translation>正在登记</translation>
    </message>
    <message>
        <source>Enrolled: %1. Now make their field packages.</source>
        <translation>已登记：%1。接下来请生成任务包。</translation>
    </message>
    <message>
        <source>Making %1 field packages</source>
        <translation>正在生成 %1 个任务包</translation>
    </message>
    <message>
        <source>%1 field packages are in “%2”, each in a folder with its laptop&apos;s name, written and read back.</source>
        <translation>%1 个任务包已写入“%2”，每台笔记本一个同名文件夹，写完后已重新读出核对。</translation>
    </message>
    <message>
        <source>Blocking the laptop</source>
        <translation>正在停用笔记本</translation>
    </message>
    <message>
        <source>“%1” is blocked after number %2. Make field packages for the others.</source>
        <translation>“%1”第 %2 号以后的数据不再接收。请为其他笔记本生成任务包，告知此事。</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>Laptops and offices</source>
        <translation>笔记本与机构</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址数</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收到</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Not arrived</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>核对码</translation>
    </message>
    <message>
        <source>This office&apos;s fingerprint, to be read aloud: %1</source>
        <translation>本机构的核对码（电话中念给对方听）：%1</translation>
    </message>
    <message>
        <source>No laptop is enrolled yet.</source>
        <translation>还没有登记笔记本。</translation>
    </message>
</context>
<context>
    <name>DonePane</name>
    <message>
        <source>Practice interview over</source>
        <translation>练习访问结束</translation>
    </message>
    <message>
        <source>Nothing of it was kept. It would have been: %1.</source>
        <translation>内容均未保留。若为正式访问，结果为：%1。</translation>
    </message>
    <message>
        <source>Interview finished and saved</source>
        <translation>访问已完成并保存</translation>
    </message>
    <message>
        <source>Result: %1.</source>
        <translation>结果：%1。</translation>
    </message>
    <message>
        <source>Withdrawal code for the respondent</source>
        <translation>受访者撤回码</translation>
    </message>
    <message>
        <source>Write it down for the respondent now: with it the answers can be withdrawn later. It is kept nowhere and cannot be shown again.</source>
        <translation>请现在抄写给受访者：日后凭此码可撤回所填内容。此码不作保存，无法再次显示。</translation>
    </message>
    <message>
        <source>Keyed once: now the second time</source>
        <translation>已录入一次，还需第二次录入</translation>
    </message>
    <message>
        <source>The form waits on today&apos;s page. Key it again from the paper, best by somebody else; then both keyings are compared and the interview is kept.</source>
        <translation>这份问卷在今日工作页等候。请再按纸质问卷录入一次，最好由他人录入；两次录入核对一致后才会保存。</translation>
    </message>
</context>
<context>
    <name>Doorstep</name>
    <message>
        <source>Back to today</source>
        <translation>回到今日工作</translation>
    </message>
    <message>
        <source>Close the case %1 for good? Its result follows from the visits.</source>
        <translation>确定结束  %1 ？最终结果由历次入户得出，结束后不能恢复。</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>结束该户</translation>
    </message>
</context>
<context>
    <name>DraftCard</name>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Discard %1</source>
        <translation>丢弃 %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>继续 %1</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Discard %1 for good</source>
        <translation>彻底丢弃 %1</translation>
    </message>
    <message>
        <source>Discard the interview %1 with its %2 answers?</source>
        <translation>确定丢弃 %1 的访问（已答 %2 题）？</translation>
    </message>
    <message>
        <source>It cannot be brought back. The journal notes who did it.</source>
        <translation>丢弃后无法恢复，日志会记下操作人。</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Drop it to open the survey</source>
        <translation>松开即可打开调查</translation>
    </message>
    <message>
        <source>Drop it to read what the office sent</source>
        <translation>松开即可读入机构发来的文件</translation>
    </message>
    <message>
        <source>Drop it to enrol %1 laptops</source>
        <translation>松开即可登记 %1 台笔记本</translation>
    </message>
    <message>
        <source>Drop it to merge %1 files or folders</source>
        <translation>松开即可合并 %1 个文件或文件夹</translation>
    </message>
    <message>
        <source>Drop it to look at the update</source>
        <translation>放下即查看升级文件</translation>
    </message>
</context>
<context>
    <name>DuplicateDialog</name>
    <message>
        <source>%1 was interviewed twice</source>
        <translation>%1 被访问了两次</translation>
    </message>
    <message>
        <source>%1 of %2 answers are the same. Tick the interviews that count: one of them, or several if they are of different people. The others stay in the log.</source>
        <translation>%2 个回答中有 %1 个相同。请勾选计入结果的访问：通常只选一份；如果访问的是不同的人，可以选几份。其余的保留在记录中。</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Tick at least one interview that counts.</source>
        <translation>请至少勾选一份计入结果的访问。</translation>
    </message>
    <message>
        <source>Say why: the journal keeps it.</source>
        <translation>请写明理由，日志会保存。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Their answers cannot be read here.</source>
        <translation>在这里读不到它们的回答。</translation>
    </message>
</context>
<context>
    <name>EndPane</name>
    <message>
        <source>What stands against finishing</source>
        <translation>尚不能完成的原因</translation>
    </message>
    <message>
        <source>Some questions still need an answer</source>
        <translation>还有问题需要回答</translation>
    </message>
    <message>
        <source>All questions have been asked</source>
        <translation>全部问题已问完</translation>
    </message>
    <message>
        <source>%1 of %2 questions have an answer.</source>
        <translation>共 %2 题，已回答 %1 题。</translation>
    </message>
    <message>
        <source>Enter goes to the question at hand.</source>
        <translation>按回车转到所选问题。</translation>
    </message>
    <message>
        <source>Enter finishes the interview: after that it cannot be changed here.</source>
        <translation>按回车完成访问；完成后在此不能再修改。</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Enrol laptops and offices</source>
        <translation>登记笔记本与机构</translation>
    </message>
    <message>
        <source>Telephone each person. Let them read the fingerprint on their screen aloud and type it here. Only when it agrees has nobody exchanged the file on the way.</source>
        <translation>请逐个打电话，让对方念出屏幕上的核对码，在这里照样输入。核对码一致，才说明申请文件没有在途中被调换。</translation>
    </message>
    <message>
        <source>Read this office&apos;s own fingerprint to them: %1</source>
        <translation>也请把本机构的核对码念给对方听：%1</translation>
    </message>
    <message>
        <source>No fingerprint agrees yet. Type it as it is read aloud.</source>
        <translation>还没有一致的核对码。请照对方念的输入。</translation>
    </message>
    <message>
        <source>The fingerprint of “%1” does not agree. Ask once more, or clear it.</source>
        <translation>“%1”的核对码不一致。请再问一次，或先清空这一行。</translation>
    </message>
    <message>
        <source>Laptop or office</source>
        <translation>笔记本或机构</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Fingerprint as read aloud</source>
        <translation>对方念出的核对码</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>does not agree</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Enrol %1</source>
        <translation>登记 %1 台</translation>
    </message>
</context>
<context>
    <name>EstimatesPage</name>
    <message>
        <source>Estimates</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>By</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Don&apos;t know counts as</source>
        <translation>“不清楚”的处理</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>分组类别</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估计值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>There are newer weights: compute the estimates.</source>
        <translation>权重已更新，请重新计算估计值。</translation>
    </message>
    <message>
        <source>Estimates computed at %1.</source>
        <translation>估计值计算于 %1。</translation>
    </message>
    <message>
        <source>Weights are there; estimates are not computed yet.</source>
        <translation>权重已就绪，尚未计算估计值。</translation>
    </message>
    <message>
        <source>No weights yet, so no estimates.</source>
        <translation>尚无权重，无法估计。</translation>
    </message>
    <message>
        <source>There are no estimates yet.</source>
        <translation>尚无估计值。</translation>
    </message>
    <message>
        <source>They come from the weights, the sales and the shelf audits that are in the survey, each with its interval and its verdict.</source>
        <translation>估计值由权重、销售数据和货架核查得出，并附置信区间和结论。</translation>
    </message>
    <message>
        <source>Computing the estimates</source>
        <translation>正在计算估计值</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv)</source>
        <translation>表格 (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>Export the estimates</source>
        <translation>导出估计值</translation>
    </message>
    <message>
        <source>Exporting the estimates</source>
        <translation>正在导出估计值</translation>
    </message>
    <message>
        <source>The estimates were computed.</source>
        <translation>估计值已计算完成。</translation>
    </message>
    <message>
        <source>Go to the report</source>
        <translation>转到报告</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
    <message>
        <source>SPSS (*.sav);;Stata (*.dta);;Excel (*.xlsx);;CSV (*.csv)</source>
        <translation>SPSS (*.sav);;Stata (*.dta);;Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Export the interviews</source>
        <translation>导出访问数据</translation>
    </message>
    <message>
        <source>Exporting the interviews</source>
        <translation>正在导出访问数据</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>laptop</source>
        <translation>笔记本</translation>
    </message>
    <message>
        <source>district office</source>
        <translation>县（市、区）机构</translation>
    </message>
    <message>
        <source>city office</source>
        <translation>市级机构</translation>
    </message>
    <message>
        <source>lost; nothing after number %1 is let in</source>
        <translation>已停用；第 %1 号以后不再接收</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>field package</source>
        <translation>任务包</translation>
    </message>
    <message>
        <source>return package</source>
        <translation>回传包</translation>
    </message>
    <message>
        <source>passed on by a district</source>
        <translation>县（市、区）转交</translation>
    </message>
    <message>
        <source>receipts</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>withdrawals</source>
        <translation>撤回通知</translation>
    </message>
    <message>
        <source>in</source>
        <translation>收</translation>
    </message>
    <message>
        <source>out</source>
        <translation>发</translation>
    </message>
    <message>
        <source>written and read back</source>
        <translation>已写入并核对</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>此前已有</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>已采用</translation>
    </message>
    <message>
        <source>kept to be passed on</source>
        <translation>待转交</translation>
    </message>
    <message>
        <source>written here</source>
        <translation>本机生成</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒收</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>works with an older program; install the new one</source>
        <translation>使用旧版程序，请安装新版</translation>
    </message>
    <message>
        <source>%1 new addresses were not sent to it</source>
        <translation>有 %1 个新地址还没有下发</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Unlock the keys; they stay open until the survey is closed.</source>
        <translation>请解锁密钥；关闭调查之前一直有效。</translation>
    </message>
    <message>
        <source>Make the keys: only with them can this office read what laptops send.</source>
        <translation>请先生成密钥：只有凭密钥，本机构才能读出笔记本交回的数据。</translation>
    </message>
    <message>
        <source>Recovery page</source>
        <translation>恢复页</translation>
    </message>
    <message>
        <source>Take the printed recovery page and type its key once, before anybody goes out.</source>
        <translation>请取出打印的恢复页，把上面的密钥照着输入一次，试好了再开始外业。</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>笔记本</translation>
    </message>
    <message>
        <source>Enrol the laptops: each brings a request file, its surveyor reads the fingerprint.</source>
        <translation>请登记笔记本：每台交来一个申请文件，由访员在电话中念出核对码。</translation>
    </message>
    <message>
        <source>Field packages</source>
        <translation>任务包</translation>
    </message>
    <message>
        <source>%1 drawn addresses have no laptop yet.</source>
        <translation>还有 %1 个抽中的地址没有分给笔记本。</translation>
    </message>
    <message>
        <source>%1 laptops have new addresses that were not sent to them.</source>
        <translation>有 %1 台笔记本的新地址还没有下发。</translation>
    </message>
    <message>
        <source>Make one field package for each laptop and district office.</source>
        <translation>请为每台笔记本和每个县（市、区）机构生成任务包。</translation>
    </message>
    <message>
        <source>Return packages</source>
        <translation>回传包</translation>
    </message>
    <message>
        <source>When files come back, drop them on this window or press “Merge packages…”.</source>
        <translation>收到回传的文件后，拖到这个窗口上，或选择“合并数据包…”。</translation>
    </message>
    <message>
        <source>%1 laptops wait for a receipt of what they sent.</source>
        <translation>有 %1 台笔记本在等回执。</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Drop the laptops&apos; files on this window, or press merge.</source>
        <translation>请把笔记本交来的文件拖到这个窗口上，或选择合并。</translation>
    </message>
    <message>
        <source>Passed on to the city</source>
        <translation>已转交市级机构</translation>
    </message>
    <message>
        <source>Pass the files on to the city: every one goes exactly as it came.</source>
        <translation>请把文件转交市级机构：每个文件都原样转交。</translation>
    </message>
    <message>
        <source>Receipts of the city</source>
        <translation>市级机构回执</translation>
    </message>
    <message>
        <source>When the city&apos;s receipts come, merge them here.</source>
        <translation>市级机构的回执到了以后，在这里合并。</translation>
    </message>
    <message>
        <source>Everything that came in is confirmed.</source>
        <translation>收到的数据都已确认。</translation>
    </message>
    <message>
        <source>City office</source>
        <translation>市级机构</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>Exchange</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>No package was sent or received.</source>
        <translation>尚未收发数据包。</translation>
    </message>
    <message>
        <source>%1 packages out, %2 in.</source>
        <translation>发出 %1 个数据包，收到 %2 个。</translation>
    </message>
    <message>
        <source>%1 things to decide, %2 laptops with gaps.</source>
        <translation>%1 项待处理，%2 台笔记本有缺号。</translation>
    </message>
</context>
<context>
    <name>Fallback</name>
    <message>
        <source>The input method fcitx does not answer: letters are typed.</source>
        <translation>输入法 fcitx 没有响应，现在直接输入字母。</translation>
    </message>
    <message>
        <source>Restart fcitx to type Chinese again.</source>
        <translation>请重新启动 fcitx，再输入中文。</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Field packages</source>
        <translation>任务包</translation>
    </message>
    <message>
        <source>Each laptop and office gets a folder with one file: the questionnaire, its addresses, its quota shares, everybody&apos;s keys, receipts and withdrawals.</source>
        <translation>每台笔记本、每个机构一个文件夹，里面一个文件：问卷、地址、配额份额、密钥名单、回执和撤回通知。</translation>
    </message>
    <message>
        <source>Give out the %1 drawn addresses that nobody has</source>
        <translation>分配还没有人负责的 %1 个抽中地址</translation>
    </message>
    <message>
        <source>Tick at least one laptop or office.</source>
        <translation>请至少勾选一台笔记本或一个机构。</translation>
    </message>
    <message>
        <source>Choose the folder that the packages go into, a stick for instance.</source>
        <translation>请选择存放任务包的文件夹，例如U盘。</translation>
    </message>
    <message>
        <source>For</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址数</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未下发</translation>
    </message>
    <message>
        <source>Laptops and offices</source>
        <translation>笔记本与机构</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>A folder for the field packages</source>
        <translation>存放任务包的文件夹</translation>
    </message>
    <message>
        <source>Make %1 field packages</source>
        <translation>生成 %1 个任务包</translation>
    </message>
    <message>
        <source>The printed recovery page was not tried yet. Try it before anybody goes out.</source>
        <translation>打印的恢复页还没有试过，请在外业开始之前试一次。</translation>
    </message>
    <message>
        <source>%1 quota shares would change; look at the page Quotas.</source>
        <translation>有 %1 项配额份额建议调整，请看“配额”一栏。</translation>
    </message>
</context>
<context>
    <name>FieldworkPage</name>
    <message>
        <source>Field work</source>
        <translation>外业</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Surveyors</source>
        <translation>访员</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖情况</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>个案</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Surveyor</source>
        <translation>访员</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>入户次数</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>访问结果</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完结</translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation>访问份数</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Last at</source>
        <translation>最近时间</translation>
    </message>
    <message>
        <source>Response (RR3)</source>
        <translation>回答率 (RR3)</translation>
    </message>
    <message>
        <source>Refusal (REF2)</source>
        <translation>拒访率 (REF2)</translation>
    </message>
    <message>
        <source>Contact (CON2)</source>
        <translation>接触率 (CON2)</translation>
    </message>
    <message>
        <source>By</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>目标数</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已达到</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>尚缺</translation>
    </message>
    <message>
        <source>No household is assigned yet.</source>
        <translation>尚未分配住户。</translation>
    </message>
    <message>
        <source>%1 of %2 cases finished, %3 interviews among them.</source>
        <translation>%2 个个案中已完结 %1 个，其中完成访问 %3 份。</translation>
    </message>
    <message>
        <source>Draw the sample first; then the households go to the laptops.</source>
        <translation>请先抽取样本，再向笔记本分配住户。</translation>
    </message>
    <message>
        <source>Go to sampling</source>
        <translation>转到抽样</translation>
    </message>
    <message>
        <source>Enrol the laptops on the page Exchange, then share the households out.</source>
        <translation>请先在“交换”页登记笔记本，再分配住户。</translation>
    </message>
    <message>
        <source>Finished cases by district</source>
        <translation>各县（市、区）个案完结比例</translation>
    </message>
    <message>
        <source>Sharing out the households</source>
        <translation>正在分配住户</translation>
    </message>
    <message>
        <source>%1 households were shared out.</source>
        <translation>已分配 %1 户。</translation>
    </message>
    <message>
        <source>Go to exchange</source>
        <translation>转到交换</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>started</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完结</translation>
    </message>
    <message>
        <source>Percent of the cases assigned</source>
        <translation>占已分配个案的百分比</translation>
    </message>
    <message>
        <source>Modes</source>
        <translation>访问方式</translation>
    </message>
    <message>
        <source>How it is held</source>
        <translation>访问方式</translation>
    </message>
    <message>
        <source>Attempted</source>
        <translation>已联系户数</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>中途中止</translation>
    </message>
    <message>
        <source>Without an interview</source>
        <translation>未访问结案</translation>
    </message>
    <message>
        <source>Visits and calls</source>
        <translation>入户与通话次数</translation>
    </message>
    <message>
        <source>For each case</source>
        <translation>每户次数</translation>
    </message>
    <message>
        <source>Call-backs waiting</source>
        <translation>待回访预约</translation>
    </message>
    <message>
        <source>Keyings settled</source>
        <translation>录入差异已核</translation>
    </message>
</context>
<context>
    <name>FigureView</name>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>正在保存图片</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Open a survey</source>
        <translation>打开调查</translation>
    </message>
    <message>
        <source>Where the new survey goes</source>
        <translation>新调查的存放位置</translation>
    </message>
    <message>
        <source>A folder for the demonstration</source>
        <translation>存放演示数据的文件夹</translation>
    </message>
    <message>
        <source>Making the demonstration</source>
        <translation>正在生成演示数据</translation>
    </message>
    <message>
        <source>Surveys (*.survey)</source>
        <translation>调查文件 (*.survey)</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>上一处（Shift+F3）</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>下一处（F3）</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>关闭查找（Esc）</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>共 %1 处</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 处，共 %2 处</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Begin with the first question</source>
        <translation>从第一个问题开始</translation>
    </message>
    <message>
        <source>Choose what is answered and type the text. Further questions come from “Add” above the tree; “Preview” shows what the surveyor will see.</source>
        <translation>选择回答方式，然后输入问题文字。之后的问题用左侧上方的“添加”加入；“预览”显示访员看到的样子。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>矩阵题</translation>
    </message>
    <message>
        <source>Take from the question bank</source>
        <translation>从题库中选取</translation>
    </message>
</context>
<context>
    <name>FormExits</name>
    <message>
        <source>XLSForm workbooks (*.xlsx)</source>
        <translation>XLSForm 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Save the workbook</source>
        <translation>保存工作簿</translation>
    </message>
    <message>
        <source>Saving the workbook</source>
        <translation>正在保存工作簿</translation>
    </message>
    <message>
        <source>XForm files (*.xml)</source>
        <translation>XForm 文件 (*.xml)</translation>
    </message>
    <message>
        <source>Save as XForm</source>
        <translation>另存为 XForm</translation>
    </message>
    <message>
        <source>PDF to print (*.pdf);;Word documents (*.docx)</source>
        <translation>可打印的 PDF (*.pdf);;Word 文档 (*.docx)</translation>
    </message>
    <message>
        <source>Save on paper</source>
        <translation>生成纸质问卷</translation>
    </message>
    <message>
        <source>Writing the paper form</source>
        <translation>正在生成纸质问卷</translation>
    </message>
    <message>
        <source>Printing the paper form</source>
        <translation>正在打印纸质问卷</translation>
    </message>
    <message>
        <source>The paper form went to the printer.</source>
        <translation>纸质问卷已送往打印机。</translation>
    </message>
    <message>
        <source>This computer cannot print directly; the pages are shown instead.</source>
        <translation>本机无法直接打印，已改为打开页面文件。</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
    <message>
        <source>Open to print</source>
        <translation>打开并打印</translation>
    </message>
    <message>
        <source>Kobo and ODK accept this questionnaire.</source>
        <translation>Kobo 和 ODK 可接受本问卷。</translation>
    </message>
    <message>
        <source>Kobo and ODK accept it with remarks: %1</source>
        <translation>Kobo 和 ODK 可接受，但有提示：%1</translation>
    </message>
    <message>
        <source>Kobo and ODK do not accept it: %1</source>
        <translation>Kobo 和 ODK 不接受：%1</translation>
    </message>
    <message>
        <source>Save with codes</source>
        <translation>按代码保存</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>%1 questions, %2 lists of choices (%3 of them used), %4 languages.</source>
        <translation>%1 道题目，%2 个选项表（已使用 %3 个），%4 种语言。</translation>
    </message>
    <message>
        <source>The questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Other settings of the workbook</source>
        <translation>工作簿的其他设置</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>GridRows</name>
    <message>
        <source>Questions of the grid, one a row</source>
        <translation>矩阵题的各问题，每行一个</translation>
    </message>
    <message>
        <source>Text (%1)</source>
        <translation>文字（%1）</translation>
    </message>
    <message>
        <source>Variable name</source>
        <translation>变量名</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>搜索指南</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Text of the guide</source>
        <translation>指南正文</translation>
    </message>
    <message>
        <source>No section has these words. Try one word only.</source>
        <translation>没有含这些词的章节，请只用一个词再试。</translation>
    </message>
</context>
<context>
    <name>HandInDialog</name>
    <message>
        <source>Hand in</source>
        <translation>交回数据</translation>
    </message>
    <message>
        <source>Stick or folder</source>
        <translation>U盘或文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Write today&apos;s file</source>
        <translation>生成今日文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose the stick or folder first.</source>
        <translation>请先选择U盘或文件夹。</translation>
    </message>
    <message>
        <source>Writing and reading back. Leave the stick where it is.</source>
        <translation>正在写入并核对，请不要拔出U盘。</translation>
    </message>
    <message>
        <source>Writing the return package</source>
        <translation>正在生成回传包</translation>
    </message>
    <message>
        <source>The office has confirmed everything; there is nothing to hand in.</source>
        <translation>机构已全部确认，没有需要交回的内容。</translation>
    </message>
    <message>
        <source>Done. “%1” (%2) was read back and is whole. You may take the stick out.</source>
        <translation>已完成。“%1”（%2）已重新读出核对，完整无误。可以拔出U盘了。</translation>
    </message>
    <message>
        <source>Taken in from the office: %1.</source>
        <translation>已读入机构发来的：%1。</translation>
    </message>
    <message>
        <source>%1 confirmed interviews stay on this laptop for %2 days; the first are cleared on %3. Nothing is cleared before the office has confirmed it.</source>
        <translation>%1 份已确认的访问在本机保留 %2 天，最早的于 %3 清除。机构确认之前不会清除任何内容。</translation>
    </message>
    <message>
        <source>Answers stay on this laptop for %1 days after the office has confirmed them. Nothing is cleared before that.</source>
        <translation>机构确认之后，回答在本机保留 %1 天，确认之前不会清除。</translation>
    </message>
    <message>
        <source>The stick or folder for the office</source>
        <translation>交给机构的U盘或文件夹</translation>
    </message>
    <message>
        <source>collected on this laptop</source>
        <translation>本机已采集</translation>
    </message>
    <message>
        <source>packed into files</source>
        <translation>已打包</translation>
    </message>
    <message>
        <source>confirmed by the office</source>
        <translation>机构已确认</translation>
    </message>
</context>
<context>
    <name>HandOverPane</name>
    <message>
        <source>Please hand the laptop to the respondent</source>
        <translation>请把电脑交给受访者</translation>
    </message>
    <message>
        <source>From here the respondent reads and chooses alone. What is answered cannot be looked at again, neither now nor after a pause. Stay near, but not behind the screen.</source>
        <translation>从这里起由受访者自己阅读并作答。答过的内容现在和暂停之后都不能再查看。请在旁等候，不要看屏幕。</translation>
    </message>
    <message>
        <source>Dear respondent: choose with the mouse, a finger, or the number beside an answer; Enter goes on. You may leave out what you do not want to answer.</source>
        <translation>尊敬的受访者：请用鼠标、手指或选项旁的数字作答，按回车继续。不愿回答的问题可以略过。</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>I am the respondent: begin</source>
        <translation>我是受访者，开始作答</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Screen %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>%1 (section %2 of %3: %4 of %5 answered)</source>
        <translation>%1（第 %2 部分，共 %3 部分：已答 %4／%5）</translation>
    </message>
    <message>
        <source>Practice: not sent</source>
        <translation>练习：不会上报</translation>
    </message>
</context>
<context>
    <name>HeaderDialog</name>
    <message>
        <source>Statutory header</source>
        <translation>统计调查表头</translation>
    </message>
    <message>
        <source>Keep the header</source>
        <translation>保存表头</translation>
    </message>
    <message>
        <source>Form number</source>
        <translation>表号</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>制定机关</translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation>批准文号</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>A statutory survey needs all four (Statistics Law, 2024, article 17).</source>
        <translation>统计调查须填写全部四项（《统计法》2024 年修正，第十七条）。</translation>
    </message>
</context>
<context>
    <name>HouseholdPane</name>
    <message>
        <source>Select the person</source>
        <translation>选定受访者</translation>
    </message>
    <message>
        <source>Start the interview with this person</source>
        <translation>开始访问此人</translation>
    </message>
    <message>
        <source>Somebody can be interviewed</source>
        <translation>可以访问</translation>
    </message>
    <message>
        <source>Community %1</source>
        <translation>社区 %1</translation>
    </message>
    <message>
        <source>last: %1</source>
        <translation>上次：%1</translation>
    </message>
    <message>
        <source>selection table %1</source>
        <translation>Kish 表 %1</translation>
    </message>
    <message>
        <source>How it is held</source>
        <translation>访问方式</translation>
    </message>
    <message>
        <source>Key the paper form</source>
        <translation>录入纸质问卷</translation>
    </message>
    <message>
        <source>Only to reach this household: it lies apart from the answers, is in no export, and goes when the address is recalled.</source>
        <translation>仅用于联系该户：与答案分开存放，不随任何导出，地址收回时删除。</translation>
    </message>
    <message>
        <source>attempt no. %1</source>
        <translation>第 %1 次联系</translation>
    </message>
    <message>
        <source>reserve for %1</source>
        <translation>替换 %1 的备用户</translation>
    </message>
</context>
<context>
    <name>Interview</name>
    <message>
        <source>Seen and agreed</source>
        <translation>已阅并同意</translation>
    </message>
    <message>
        <source>Unusual, and confirmed: %1</source>
        <translation>不寻常，已核实：%1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>Face to face</source>
        <translation>面访</translation>
    </message>
    <message>
        <source>By telephone</source>
        <translation>电话访问</translation>
    </message>
    <message>
        <source>Respondent fills in</source>
        <translation>受访者自填</translation>
    </message>
    <message>
        <source>From a paper form</source>
        <translation>纸质问卷录入</translation>
    </message>
    <message>
        <source>Recorded so far: %1. Is there another one?</source>
        <translation>已登记 %1 个。还有吗？</translation>
    </message>
    <message>
        <source>Yes, add another one</source>
        <translation>有，再登记一个</translation>
    </message>
    <message>
        <source>No, go on</source>
        <translation>没有了，继续</translation>
    </message>
    <message>
        <source>Don&apos;t know</source>
        <translation>不知道</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未答</translation>
    </message>
</context>
<context>
    <name>InterviewWindow</name>
    <message>
        <source>Something failed. Pause and resume the interview.</source>
        <translation>出现故障。请暂停后再继续访问。</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>New interview</source>
        <translation>新的访问</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Join a survey with this computer</source>
        <translation>用这台电脑加入调查</translation>
    </message>
    <message>
        <source>The stick or folder for the office</source>
        <translation>交给机构的U盘或文件夹</translation>
    </message>
    <message>
        <source>Making the request</source>
        <translation>正在生成申请</translation>
    </message>
    <message>
        <source>Field packages (*.svp)</source>
        <translation>任务包 (*.svp)</translation>
    </message>
    <message>
        <source>The field package of this computer</source>
        <translation>发给这台电脑的任务包</translation>
    </message>
    <message>
        <source>“%1” has asked to join. Give the file “%2” to the city office, and read this fingerprint aloud to them on the telephone:</source>
        <translation>“%1”已申请加入。请把文件“%2”交给市级机构，并在电话中念出下面的核对码：</translation>
    </message>
    <message>
        <source>Give this computer a name, as the office knows it.</source>
        <translation>请给这台电脑起一个机构认得的名称。</translation>
    </message>
    <message>
        <source>The passphrase needs at least 8 characters.</source>
        <translation>口令至少 8 个字符。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Type your name: the journal says who did what.</source>
        <translation>请填写您的姓名：日志会记录由谁操作。</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>请输入口令。</translation>
    </message>
    <message>
        <source>Let the city office read its own fingerprint aloud: 20 letters.</source>
        <translation>请市级机构念出它自己的核对码：20 个字符。</translation>
    </message>
    <message>
        <source>a surveyor&apos;s laptop</source>
        <translation>访员的笔记本</translation>
    </message>
    <message>
        <source>a district office</source>
        <translation>县（市、区）机构</translation>
    </message>
    <message>
        <source>for example: Nanhu 01</source>
        <translation>例如：南湖01</translation>
    </message>
    <message>
        <source>Make the request file…</source>
        <translation>生成申请文件…</translation>
    </message>
    <message>
        <source>First visit. This makes a small request file for the city office. Later the office gives you a field package, and you come back here.</source>
        <translation>第一步：生成一个小的申请文件，交给市级机构。机构给您任务包以后，再回到这里。</translation>
    </message>
    <message>
        <source>Name of this computer</source>
        <translation>这台电脑的名称</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>设一个口令</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>Open the field package…</source>
        <translation>打开任务包…</translation>
    </message>
    <message>
        <source>Second visit. When the office has given you the field package:</source>
        <translation>第二步：拿到机构发的任务包以后填写：</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The city office&apos;s fingerprint, read aloud to you</source>
        <translation>市级机构念给您听的核对码</translation>
    </message>
    <message>
        <source>Make another request instead…</source>
        <translation>改为重新申请…</translation>
    </message>
</context>
<context>
    <name>JumpList</name>
    <message>
        <source>Questions of this interview</source>
        <translation>本次访问的题目</translation>
    </message>
</context>
<context>
    <name>KeyActions</name>
    <message>
        <source>Unlock the keys</source>
        <translation>解锁密钥</translation>
    </message>
    <message>
        <source>They stay open until the survey is closed.</source>
        <translation>关闭调查之前一直有效。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>From their next field package on, laptops lock with a new key. Everything sent before can still be read, however late it comes. The passphrase and the printed recovery page stay the same.</source>
        <translation>从下一个任务包起，笔记本改用新密钥加密。以前加密的数据无论多晚交回都能读出。口令和打印的恢复页不变。</translation>
    </message>
    <message>
        <source>Change the keys</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Making the keys</source>
        <translation>正在生成密钥</translation>
    </message>
    <message>
        <source>The keys are made. Now try the printed page once.</source>
        <translation>密钥已生成。请把打印的恢复页试用一次。</translation>
    </message>
    <message>
        <source>Unlocking the keys</source>
        <translation>正在解锁密钥</translation>
    </message>
    <message>
        <source>The keys are unlocked until the survey is closed.</source>
        <translation>密钥已解锁，关闭调查之前一直有效。</translation>
    </message>
    <message>
        <source>Trying the printed page</source>
        <translation>正在试用恢复页</translation>
    </message>
    <message>
        <source>The printed page works. Put it into an envelope and lock it away.</source>
        <translation>恢复页可以使用。请装入信封，锁好保管。</translation>
    </message>
    <message>
        <source>Changing the keys</source>
        <translation>正在更换密钥</translation>
    </message>
    <message>
        <source>The keys are changed. Make field packages, so that the laptops learn of it.</source>
        <translation>密钥已更换。请生成任务包，让笔记本改用新密钥。</translation>
    </message>
    <message>
        <source>Bringing the keys back</source>
        <translation>正在找回密钥</translation>
    </message>
    <message>
        <source>The keys are back, under the new passphrase.</source>
        <translation>密钥已找回，今后使用新口令。</translation>
    </message>
</context>
<context>
    <name>KeyedCard</name>
    <message>
        <source>Paper form %1: keyed once, by %2, %3</source>
        <translation>纸质问卷 %1：%2 于 %3 录入一次</translation>
    </message>
    <message>
        <source>Kept once it was keyed a second time and both are the same.</source>
        <translation>第二次录入并核对一致后才会保存。</translation>
    </message>
    <message>
        <source>Key it again</source>
        <translation>第二次录入</translation>
    </message>
</context>
<context>
    <name>KeyingsPane</name>
    <message>
        <source>The two keyings differ in %1 places: what does the paper say?</source>
        <translation>两次录入有 %1 处不同，请核对纸质问卷：</translation>
    </message>
</context>
<context>
    <name>LanguageTable</name>
    <message>
        <source>Missing: %1</source>
        <translation>缺少：%1</translation>
    </message>
    <message>
        <source>Only what is missing</source>
        <translation>仅显示缺少的</translation>
    </message>
    <message>
        <source>Add a language…</source>
        <translation>添加语言…</translation>
    </message>
    <message>
        <source>Remove a language…</source>
        <translation>删除语言…</translation>
    </message>
    <message>
        <source>Rename a language…</source>
        <translation>重命名语言…</translation>
    </message>
    <message>
        <source>Texts by language</source>
        <translation>各语言文字</translation>
    </message>
    <message>
        <source>Add a language</source>
        <translation>添加语言</translation>
    </message>
    <message>
        <source>Language with its code</source>
        <translation>语言及其代码</translation>
    </message>
    <message>
        <source>Remove a language</source>
        <translation>删除语言</translation>
    </message>
    <message>
        <source>Rename a language</source>
        <translation>重命名语言</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>(missing)</source>
        <translation>（缺）</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Go to the question</source>
        <translation>转到该题</translation>
    </message>
</context>
<context>
    <name>LogicTable</name>
    <message>
        <source>State of the logic</source>
        <translation>逻辑状态</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Why not asked</source>
        <translation>未询问的原因</translation>
    </message>
    <message>
        <source>Variable name</source>
        <translation>变量名</translation>
    </message>
</context>
<context>
    <name>LostDialog</name>
    <message>
        <source>A laptop is lost</source>
        <translation>笔记本丢失</translation>
    </message>
    <message>
        <source>Interviews up to this number stay valid. What the lost laptop sends later is not thrown away: it waits among the refused files until a person has looked at it. The other laptops learn of it with their next field package.</source>
        <translation>到这个编号为止的访问仍然有效。丢失的笔记本此后交来的数据不会丢弃，先放在拒收文件中，等人核查。其他笔记本在下一个任务包中得知。</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失的是</translation>
    </message>
    <message>
        <source>Let in up to number</source>
        <translation>接收到第几号</translation>
    </message>
    <message>
        <source>confirmed up to %1, arrived up to %2</source>
        <translation>已确认到第 %1 号，已收到第 %2 号</translation>
    </message>
    <message>
        <source>Block “%1”</source>
        <translation>停用“%1”</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Everything in this survey is invented: demonstration data.</source>
        <translation>演示数据：本调查中的全部内容均为虚构。</translation>
    </message>
    <message>
        <source>Public survey</source>
        <translation>公众调查</translation>
    </message>
</context>
<context>
    <name>MakeKeysDialog</name>
    <message>
        <source>Make the keys of this survey</source>
        <translation>生成本调查的密钥</translation>
    </message>
    <message>
        <source>What laptops send is locked, and only these keys unlock it. Choose a passphrase for them. After this, a recovery page is shown once to be printed: it helps when the passphrase is forgotten.</source>
        <translation>笔记本交回的数据是加密的，只有这套密钥能打开。请为密钥设一个口令。接着会显示一次恢复页，请打印：忘记口令时靠它找回。</translation>
    </message>
    <message>
        <source>Make the keys</source>
        <translation>生成密钥</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>MethodPanel</name>
    <message>
        <source>Indicators and checks stand in sheets of the workbook; names changed here follow into them. They never travel to the field.</source>
        <translation>指标和检查写在工作簿的专门工作表中；在此修改名称时，其中的引用随之更新。它们从不随外业包下发。</translation>
    </message>
</context>
<context>
    <name>MethodTable</name>
    <message>
        <source>Checks</source>
        <translation>核查规则</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Add a check</source>
        <translation>添加核查规则</translation>
    </message>
    <message>
        <source>Add an indicator</source>
        <translation>添加指标</translation>
    </message>
    <message>
        <source>Delete the row</source>
        <translation>删除该行</translation>
    </message>
    <message>
        <source>Content of the cell</source>
        <translation>单元格内容</translation>
    </message>
</context>
<context>
    <name>MissingList</name>
    <message>
        <source>Missing and refused</source>
        <translation>缺号与拒收</translation>
    </message>
    <message>
        <source>What is missing comes by itself with the laptop&apos;s next return package.</source>
        <translation>缺少的部分会随这台笔记本的下一个回传包自动补齐。</translation>
    </message>
    <message>
        <source>Missing or behind</source>
        <translation>缺号或落后</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What is the matter</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>Refused, and kept apart</source>
        <translation>已拒收，单独存放</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Nothing is missing, and nobody is behind.</source>
        <translation>没有缺号，也没有人落后。</translation>
    </message>
    <message>
        <source>Nothing was refused.</source>
        <translation>没有拒收的文件。</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Passphrase of the keys</source>
        <translation>密钥口令</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>The passphrase needs at least 8 characters.</source>
        <translation>口令至少 8 个字符。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
</context>
<context>
    <name>NewSurveyDialog</name>
    <message>
        <source>A new survey</source>
        <translation>新建调查</translation>
    </message>
    <message>
        <source>Make the survey</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Statutory survey with an approval number</source>
        <translation>依法批准的统计调查（有批准文号）</translation>
    </message>
    <message>
        <source>Consent of each respondent</source>
        <translation>取得每位受访者同意</translation>
    </message>
    <message>
        <source>Do not encrypt (for practice only)</source>
        <translation>不加密（仅供练习）</translation>
    </message>
    <message>
        <source>Name the wave, for example 2025.</source>
        <translation>请填写调查轮次，例如 2025。</translation>
    </message>
    <message>
        <source>Type your name: the journal says who did what.</source>
        <translation>请填写您的姓名，日志将记录操作人。</translation>
    </message>
    <message>
        <source>The passphrase needs at least 8 characters.</source>
        <translation>口令至少需要 8 个字符。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Wave</source>
        <translation>调查轮次</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Form number</source>
        <translation>表号</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>制定机关</translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation>批准文号</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>needed before publishing</source>
        <translation>发布前须填写</translation>
    </message>
</context>
<context>
    <name>OtherColumns</name>
    <message>
        <source>Other columns of the workbook</source>
        <translation>工作簿的其他列</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>… and %1 more in the lists below.</source>
        <translation>……另有 %1 项，见下面各栏。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Over</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估计值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Where the survey stands</source>
        <translation>调查进展</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The indicators are estimated.</source>
        <translation>各项指标已完成估计。</translation>
    </message>
    <message>
        <source>The survey is on its way; no indicator is estimated yet.</source>
        <translation>调查正在进行，尚未估计指标。</translation>
    </message>
    <message>
        <source>No indicator is estimated yet; the steps below lead there.</source>
        <translation>尚未估计指标，请按下列步骤进行。</translation>
    </message>
    <message>
        <source>Indicators in percent</source>
        <translation>百分比指标</translation>
    </message>
    <message>
        <source>Checking the journal</source>
        <translation>正在核验日志</translation>
    </message>
    <message>
        <source>Databases (*.db)</source>
        <translation>数据库 (*.db)</translation>
    </message>
    <message>
        <source>Write a readable copy</source>
        <translation>导出明文副本</translation>
    </message>
    <message>
        <source>Writing the copy</source>
        <translation>正在导出副本</translation>
    </message>
    <message>
        <source>The chain of the journal holds: %1 entries.</source>
        <translation>日志链完整，共 %1 条。</translation>
    </message>
    <message>
        <source>The journal was changed at entry %1.</source>
        <translation>日志第 %1 条被改动。</translation>
    </message>
    <message>
        <source>Compare this file with the newest backup.</source>
        <translation>请与最近的备份比对。</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
    <message>
        <source>○ empty</source>
        <translation>○ 未开始</translation>
    </message>
    <message>
        <source>◐ in progress</source>
        <translation>◐ 进行中</translation>
    </message>
    <message>
        <source>● done</source>
        <translation>● 已完成</translation>
    </message>
    <message>
        <source>▲ needs attention</source>
        <translation>▲ 需关注</translation>
    </message>
    <message>
        <source>falls</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
</context>
<context>
    <name>PackageActions</name>
    <message>
        <source>Packages (*.svp);;All files (*)</source>
        <translation>数据包 (*.svp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Packages to merge</source>
        <translation>要合并的数据包</translation>
    </message>
    <message>
        <source>A folder with packages</source>
        <translation>放有数据包的文件夹</translation>
    </message>
    <message>
        <source>Merging %1</source>
        <translation>正在合并 %1</translation>
    </message>
    <message>
        <source>Merging %1 packages</source>
        <translation>正在合并 %1 个数据包</translation>
    </message>
    <message>
        <source>A folder for the receipts</source>
        <translation>存放回执的文件夹</translation>
    </message>
    <message>
        <source>Making receipts</source>
        <translation>正在生成回执</translation>
    </message>
    <message>
        <source>A folder for what goes to the city</source>
        <translation>存放转交文件的文件夹</translation>
    </message>
    <message>
        <source>Packing for the city</source>
        <translation>正在打包，准备转交</translation>
    </message>
    <message>
        <source>Checking everything</source>
        <translation>正在核验</translation>
    </message>
    <message>
        <source>A folder for the withdrawals</source>
        <translation>存放撤回通知的文件夹</translation>
    </message>
    <message>
        <source>Packing the withdrawals</source>
        <translation>正在生成撤回通知</translation>
    </message>
    <message>
        <source>No laptop has sent anything yet; there is nothing to confirm.</source>
        <translation>还没有笔记本交回数据，没有需要确认的内容。</translation>
    </message>
    <message>
        <source>The receipts are in “%1”: one file for all laptops and offices.</source>
        <translation>回执已写入“%1”，一个文件供所有笔记本和机构使用。</translation>
    </message>
    <message>
        <source>“%1” (%2) is written and read back: give it to the city office.</source>
        <translation>“%1”（%2）已写入并核对，请交给市级机构。</translation>
    </message>
    <message>
        <source>%1 versions of interviews and %2 packages were checked: all hold.</source>
        <translation>已核验 %1 个访问版本和 %2 个数据包，全部完好。</translation>
    </message>
    <message>
        <source>Following it back</source>
        <translation>正在追溯</translation>
    </message>
    <message>
        <source>Letting the file in</source>
        <translation>正在放行</translation>
    </message>
    <message>
        <source>Withdrawing the interview</source>
        <translation>正在撤回</translation>
    </message>
    <message>
        <source>The answers are destroyed here. Now tell the other offices and laptops.</source>
        <translation>这里的回答已销毁。请通知其他机构和笔记本。</translation>
    </message>
    <message>
        <source>Nobody has withdrawn an interview.</source>
        <translation>没有人撤回访问。</translation>
    </message>
    <message>
        <source>“%1” tells every office and laptop; the next field packages do so too.</source>
        <translation>“%1”会通知各机构和笔记本；下一个任务包也会带上。</translation>
    </message>
</context>
<context>
    <name>PackageList</name>
    <message>
        <source>Packages</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>No package was sent or received.</source>
        <translation>还没有收发过数据包。</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Loading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Field work</source>
        <translation>外业</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Retail</source>
        <translation>零售</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Estimates</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Open “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>请输入口令。</translation>
    </message>
</context>
<context>
    <name>PictureField</name>
    <message>
        <source>Make a large photo smaller (2048 pixels)</source>
        <translation>缩小较大的照片（2048 像素）</translation>
    </message>
    <message>
        <source>Choose a file…  O</source>
        <translation>选择文件…  O</translation>
    </message>
    <message>
        <source>Paste  Ctrl+V</source>
        <translation>粘贴  Ctrl+V</translation>
    </message>
    <message>
        <source>Take it off  Del</source>
        <translation>去掉  Del</translation>
    </message>
    <message>
        <source>Nothing is attached yet. A file can also be dropped here.</source>
        <translation>尚未添加。也可以把文件拖到这里。</translation>
    </message>
    <message>
        <source>Photos (*.jpg *.jpeg *.png *.webp)</source>
        <translation>照片 (*.jpg *.jpeg *.png *.webp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板中没有图片。</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Go along with the selection</source>
        <translation>跟随所选题目</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Don&apos;t know</source>
        <translation>不知道</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>Find answers so that it is asked</source>
        <translation>查找使其被询问的答案</translation>
    </message>
    <message>
        <source>Show this question in the tree</source>
        <translation>在题目树中显示本题</translation>
    </message>
    <message>
        <source>How the interview is held</source>
        <translation>访问方式</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Preview of the interview</source>
        <translation>访问预览</translation>
    </message>
    <message>
        <source>No answers were found with which it is asked: look at its condition.</source>
        <translation>未找到使其被询问的答案：请检查其条件。</translation>
    </message>
    <message>
        <source>“%1” is not asked now</source>
        <translation>目前不询问“%1”</translation>
    </message>
</context>
<context>
    <name>ProblemPanel</name>
    <message>
        <source>Nothing is wrong. The questionnaire can be published.</source>
        <translation>没有问题，问卷可以发布。</translation>
    </message>
    <message>
        <source>Go to the place</source>
        <translation>转到该处</translation>
    </message>
    <message>
        <source>Mend this</source>
        <translation>修复此项</translation>
    </message>
    <message>
        <source>Mend all that can be mended</source>
        <translation>修复所有可修复的</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>list %1, row %2</source>
        <translation>选项表 %1，第 %2 行</translation>
    </message>
</context>
<context>
    <name>ProgramActions</name>
    <message>
        <source>Updates (*.svu)</source>
        <translation>升级文件 (*.svu)</translation>
    </message>
    <message>
        <source>Choose the update</source>
        <translation>选择升级文件</translation>
    </message>
    <message>
        <source>Looking at the update</source>
        <translation>正在查看升级文件</translation>
    </message>
    <message>
        <source>Where the installer goes</source>
        <translation>安装程序存放位置</translation>
    </message>
    <message>
        <source>Writing the installer</source>
        <translation>正在写出安装程序</translation>
    </message>
    <message>
        <source>“%1” is written. Close this program, then start it from its folder.</source>
        <translation>已写入“%1”。请先关闭本程序，再从文件夹中运行它。</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
</context>
<context>
    <name>Prompt</name>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
</context>
<context>
    <name>PropertyPanel</name>
    <message>
        <source>Type</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Add a condition…</source>
        <translation>添加条件…</translation>
    </message>
    <message>
        <source>%1 selected: changes reach them all</source>
        <translation>已选 %1 项：修改对它们都生效</translation>
    </message>
    <message>
        <source>Variable name, by which expressions call it</source>
        <translation>变量名（供表达式引用）</translation>
    </message>
    <message>
        <source>Variable name</source>
        <translation>变量名</translation>
    </message>
</context>
<context>
    <name>QualityPage</name>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Interview</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Surveyor</source>
        <translation>访员</translation>
    </message>
    <message>
        <source>Found at</source>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>%1 of %2 flags wait for a decision.</source>
        <translation>%2 个标记中有 %1 个待决定。</translation>
    </message>
    <message>
        <source>All %1 flags are decided.</source>
        <translation>%1 个标记均已决定。</translation>
    </message>
    <message>
        <source>%1 interviews; no flag is raised.</source>
        <translation>访问 %1 份，没有标记。</translation>
    </message>
    <message>
        <source>No interviews to check yet.</source>
        <translation>尚无可检查的访问。</translation>
    </message>
    <message>
        <source>No flag is raised.</source>
        <translation>没有标记。</translation>
    </message>
    <message>
        <source>There are %1 interviews to run the checks on.</source>
        <translation>有 %1 份访问可供检查。</translation>
    </message>
    <message>
        <source>There are no interviews to check yet.</source>
        <translation>尚无可检查的访问。</translation>
    </message>
    <message>
        <source>They come with the surveyors&apos; packages; merge them first.</source>
        <translation>访问随访员的数据包送达，请先合并数据包。</translation>
    </message>
    <message>
        <source>Go to exchange</source>
        <translation>转到交换</translation>
    </message>
    <message>
        <source>How often each check raised a flag</source>
        <translation>各项检查的标记次数</translation>
    </message>
    <message>
        <source>Running the checks</source>
        <translation>正在运行检查</translation>
    </message>
    <message>
        <source>Writing the decision</source>
        <translation>正在记录决定</translation>
    </message>
    <message>
        <source>The checks raised %1 flags.</source>
        <translation>检查产生 %1 个标记。</translation>
    </message>
    <message>
        <source>%1 flags are decided.</source>
        <translation>%1 个标记已决定。</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>exclude</source>
        <translation>剔除</translation>
    </message>
    <message>
        <source>Flags per 100 interviews</source>
        <translation>每百份访问的标记数</translation>
    </message>
</context>
<context>
    <name>QuestionnairePage</name>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>No questionnaire yet.</source>
        <translation>尚无问卷。</translation>
    </message>
    <message>
        <source>There is no questionnaire yet.</source>
        <translation>尚无问卷。</translation>
    </message>
    <message>
        <source>Import a workbook</source>
        <translation>导入工作簿</translation>
    </message>
    <message>
        <source>Reading the workbook</source>
        <translation>正在读取工作簿</translation>
    </message>
    <message>
        <source>The version is published and will never change.</source>
        <translation>此版本已发布，不再改动。</translation>
    </message>
    <message>
        <source>%1 versions, %2 of them published.</source>
        <translation>%1 个版本，其中 %2 个已发布。</translation>
    </message>
    <message>
        <source>Make a new one, or import an XLSForm workbook.</source>
        <translation>请新建问卷，或导入 XLSForm 工作簿。</translation>
    </message>
    <message>
        <source>Title of the new questionnaire</source>
        <translation>新问卷的标题</translation>
    </message>
    <message>
        <source>New questionnaire</source>
        <translation>新建问卷</translation>
    </message>
    <message>
        <source>Questionnaires (*.xlsx *.xlsm *.xls *.csv *.md)</source>
        <translation>问卷 (*.xlsx *.xlsm *.xls *.csv *.md)</translation>
    </message>
    <message>
        <source>Keeping the header</source>
        <translation>正在保存表头</translation>
    </message>
    <message>
        <source>The statutory header is incomplete: nothing was published.</source>
        <translation>统计调查表头不完整，未发布。</translation>
    </message>
    <message>
        <source>Fill in form number, issuing office, approval number and validity.</source>
        <translation>请填写表号、制定机关、批准文号和有效期。</translation>
    </message>
    <message>
        <source>Fill in the header</source>
        <translation>填写表头</translation>
    </message>
    <message>
        <source>Why do the indicators change?</source>
        <translation>为何修改指标？</translation>
    </message>
    <message>
        <source>The statutory header is kept.</source>
        <translation>统计调查表头已保存。</translation>
    </message>
    <message>
        <source>The workbook is on the desk.</source>
        <translation>工作簿已导入。</translation>
    </message>
    <message>
        <source>The workbook is on the desk, with %1 remarks. The first: %2</source>
        <translation>工作簿已导入，有 %1 条提示。第一条：%2</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>查看问题</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Version %1, published</source>
        <translation>版本 %1，已发布</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Draft, saved in the survey</source>
        <translation>草稿，已保存在调查中</translation>
    </message>
</context>
<context>
    <name>QuotaList</name>
    <message>
        <source>Quotas</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>配额格</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>目标数</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>笔记本</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>May do now</source>
        <translation>现有份额</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议份额</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>机构预留</translation>
    </message>
    <message>
        <source>%1 shares would change after what has come in. A finished interview always counts, also above the share. New shares travel in the next field packages.</source>
        <translation>根据已收到的访问，建议调整 %1 项份额。已完成的访问即使超出份额也照样计入。新份额随下一个任务包下发。</translation>
    </message>
    <message>
        <source>The shares fit what has come in; nothing needs to be sent.</source>
        <translation>现有份额与已收到的访问相符，不需要下发。</translation>
    </message>
    <message>
        <source>This survey has no quota cells.</source>
        <translation>本调查没有配额格。</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>empty</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>需关注</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>The recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>Print the recovery page now</source>
        <translation>请立即打印恢复页</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>保存为 PDF…</translation>
    </message>
    <message>
        <source>It is locked away</source>
        <translation>已锁好保管</translation>
    </message>
    <message>
        <source>Sent to the printer. Check that every line can be read.</source>
        <translation>已送到打印机。请检查每一行都能看清。</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save the recovery page</source>
        <translation>保存恢复页</translation>
    </message>
    <message>
        <source>Saved as “%1”. Print it and delete the file from this computer.</source>
        <translation>已保存为“%1”。请打印后从本机删除。</translation>
    </message>
    <message>
        <source>Print or save the page first: it is not shown again.</source>
        <translation>请先打印或保存：这一页不会再次显示。</translation>
    </message>
    <message>
        <source>If the passphrase is forgotten, this key alone opens what the laptops send. It is shown only now and kept nowhere on this computer. Print it and lock it away.</source>
        <translation>忘记口令时，只有这串密钥能打开笔记本交回的数据。它只在现在显示一次，本机不保存。请打印后锁好保管。</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Recovery page of a survey</source>
        <translation>调查数据恢复页</translation>
    </message>
    <message>
        <source>If the passphrase of the keys is lost, this key alone opens what the laptops send. Put this page into a sealed envelope and lock it away, apart from the computer.</source>
        <translation>忘记密钥口令时，只有这串密钥能打开笔记本交回的数据。请将本页装入信封密封，与电脑分开锁好保管。</translation>
    </message>
    <message>
        <source>Before anybody goes out: choose “Try the printed recovery page…” on the exchange page and type the key. Spaces do not matter.</source>
        <translation>外业开始之前：在“交换”页选择“试用打印的恢复页…”，照着输入密钥。空格不影响。</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>调查</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Fingerprint of the office</source>
        <translation>机构核对码</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Let “%1” in?</source>
        <translation>放行“%1”？</translation>
    </message>
    <message>
        <source>Let it in</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Who has checked it</source>
        <translation>核查人</translation>
    </message>
    <message>
        <source>Write who has talked to the surveyor and looked at the interviews.</source>
        <translation>请写明由谁向访员核实并查看了这些访问。</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Reports made</source>
        <translation>已生成的报告</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估计值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>%1 reports made, the last at %2.</source>
        <translation>已生成 %1 份报告，最近一份于 %2。</translation>
    </message>
    <message>
        <source>The estimates are there; the report can be made.</source>
        <translation>估计值已就绪，可以生成报告。</translation>
    </message>
    <message>
        <source>No estimates yet, so nothing to report.</source>
        <translation>尚无估计值，无法生成报告。</translation>
    </message>
    <message>
        <source>There is nothing to report yet.</source>
        <translation>尚无可报告的内容。</translation>
    </message>
    <message>
        <source>The report is made from the estimates; compute them first.</source>
        <translation>报告由估计值生成，请先计算估计值。</translation>
    </message>
    <message>
        <source>Go to the estimates</source>
        <translation>转到估计</translation>
    </message>
    <message>
        <source>No report was made yet.</source>
        <translation>尚未生成报告。</translation>
    </message>
    <message>
        <source>The indicators in percent, each against its own target</source>
        <translation>各百分比指标（各自对照其目标）</translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Saving the report</source>
        <translation>正在保存报告</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>已保存“%1”。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>falls</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>The passphrase of the keys is lost</source>
        <translation>忘记了密钥口令</translation>
    </message>
    <message>
        <source>The printed recovery page brings the keys back under a new passphrase. Everything that was sent before can be read again.</source>
        <translation>凭打印的恢复页可以找回密钥，并设新的口令。以前交回的数据都能重新读出。</translation>
    </message>
    <message>
        <source>Key on the page</source>
        <translation>恢复页上的密钥</translation>
    </message>
    <message>
        <source>Bring the keys back</source>
        <translation>找回密钥</translation>
    </message>
    <message>
        <source>Type the key from the printed page.</source>
        <translation>请输入打印页上的密钥。</translation>
    </message>
</context>
<context>
    <name>RetailPage</name>
    <message>
        <source>Retail</source>
        <translation>零售</translation>
    </message>
    <message>
        <source>Energy-saving share</source>
        <translation>节能家电占比</translation>
    </message>
    <message>
        <source>Water devices that fail</source>
        <translation>不合格用水器具</translation>
    </message>
    <message>
        <source>Files imported</source>
        <translation>已导入的文件</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Grade on the label</source>
        <translation>标识等级</translation>
    </message>
    <message>
        <source>Outlets</source>
        <translation>门店数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>门店</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>数据范围</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>读取行数</translation>
    </message>
    <message>
        <source>Rows kept</source>
        <translation>保留行数</translation>
    </message>
    <message>
        <source>Imported at</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>销售台数</translation>
    </message>
    <message>
        <source>Grades 1–2</source>
        <translation>1–2 级台数</translation>
    </message>
    <message>
        <source>Share of units</source>
        <translation>台数占比</translation>
    </message>
    <message>
        <source>Share of value</source>
        <translation>金额占比</translation>
    </message>
    <message>
        <source>Without grade</source>
        <translation>无等级</translation>
    </message>
    <message>
        <source>No sales file imported yet.</source>
        <translation>尚未导入销售数据。</translation>
    </message>
    <message>
        <source>%1 files with %2 sales.</source>
        <translation>已导入 %1 个文件，共 %2 条销售。</translation>
    </message>
    <message>
        <source>Not all of them hold all sales: no share can be given.</source>
        <translation>其中有文件不含全部销售，无法给出占比。</translation>
    </message>
    <message>
        <source>No sales and no shelf audit yet.</source>
        <translation>尚无销售数据和货架核查。</translation>
    </message>
    <message>
        <source>Ask the stores for a table of all their sales of household appliances (xlsx or csv) and import it here. Shelf audits arrive with the surveyors&apos; packages.</source>
        <translation>请向门店索取家电全部销售表（xlsx 或 csv）并在此导入。货架核查随访员的数据包送达。</translation>
    </message>
    <message>
        <source>No sales file yet.</source>
        <translation>尚无销售数据。</translation>
    </message>
    <message>
        <source>None of the %1 models audited fails.</source>
        <translation>核查的 %1 个型号均合格。</translation>
    </message>
    <message>
        <source>No shelf audit yet.</source>
        <translation>尚无货架核查。</translation>
    </message>
    <message>
        <source>Share of grades 1–2 in units sold</source>
        <translation>1–2 级能效产品台数占比</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.xls *.csv)</source>
        <translation>表格 (*.xlsx *.xls *.csv)</translation>
    </message>
    <message>
        <source>Import a sales file</source>
        <translation>导入销售数据</translation>
    </message>
    <message>
        <source>Importing the sales</source>
        <translation>正在导入销售数据</translation>
    </message>
    <message>
        <source>%1 of %2 rows were imported.</source>
        <translation>%2 行中已导入 %1 行。</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>无标识</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不详</translation>
    </message>
    <message>
        <source>all sales</source>
        <translation>全部销售</translation>
    </message>
    <message>
        <source>subsidised sales only</source>
        <translation>仅补贴销售</translation>
    </message>
    <message>
        <source>Percent of units sold</source>
        <translation>占销售台数的百分比</translation>
    </message>
    <message>
        <source>Target 50 %</source>
        <translation>目标 50%</translation>
    </message>
</context>
<context>
    <name>Roster</name>
    <message>
        <source>Adults (18 or older) living here</source>
        <translation>本户 18 周岁及以上常住人数</translation>
    </message>
    <message>
        <source>Who had a birthday last is interviewed.</source>
        <translation>访问最近一个过生日的成年人。</translation>
    </message>
    <message>
        <source>Selection table %1 names who is interviewed.</source>
        <translation>由选择表 %1 确定访问对象。</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Sex of adult %1</source>
        <translation>第 %1 位成年人的性别</translation>
    </message>
    <message>
        <source>age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Age of adult %1</source>
        <translation>第 %1 位成年人的年龄</translation>
    </message>
    <message>
        <source>month-day</source>
        <translation>月-日</translation>
    </message>
    <message>
        <source>Birthday of adult %1</source>
        <translation>第 %1 位成年人的生日</translation>
    </message>
    <message>
        <source>Adult %1: choose the sex and type an age of 18 or more.</source>
        <translation>第 %1 位成年人：请选择性别，并输入 18 岁及以上的年龄。</translation>
    </message>
    <message>
        <source>Adult %1: type month and day of the birthday, such as 5-23.</source>
        <translation>第 %1 位成年人：请输入生日的月和日，如 5-23。</translation>
    </message>
    <message>
        <source>Interview adult %1: %2, %3 years old</source>
        <translation>请访问第 %1 位成年人：%2，%3 岁</translation>
    </message>
</context>
<context>
    <name>SamplingPage</name>
    <message>
        <source>Sampling</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Interviews wanted and how sharp they are</source>
        <translation>访问目标数与预期精度</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation>访问份数</translation>
    </message>
    <message>
        <source>Half-width</source>
        <translation>半宽</translation>
    </message>
    <message>
        <source>points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>Detectable</source>
        <translation>可检出差异</translation>
    </message>
    <message>
        <source>Communities drawn</source>
        <translation>抽中社区（村）</translation>
    </message>
    <message>
        <source>Households drawn</source>
        <translation>抽中住户</translation>
    </message>
    <message>
        <source>No sampling plan yet.</source>
        <translation>尚无抽样方案。</translation>
    </message>
    <message>
        <source>%1 interviews planned; no frame to draw from yet.</source>
        <translation>计划访问 %1 份，尚无抽样框。</translation>
    </message>
    <message>
        <source>%1 interviews planned; the sample is not drawn yet.</source>
        <translation>计划访问 %1 份，尚未抽取样本。</translation>
    </message>
    <message>
        <source>%1 interviews planned and the sample drawn.</source>
        <translation>计划访问 %1 份，样本已抽取。</translation>
    </message>
    <message>
        <source>There is no sampling plan yet.</source>
        <translation>尚无抽样方案。</translation>
    </message>
    <message>
        <source>The plan gives every district its share of interviews and shows beforehand how sharp the figures will be.</source>
        <translation>方案确定各县（市、区）的访问份数，并事先说明结果的精度。</translation>
    </message>
    <message>
        <source>Half-width of the 95 % interval by district</source>
        <translation>各县（市、区）95% 置信区间半宽</translation>
    </message>
    <message>
        <source>Making the plan</source>
        <translation>正在制定方案</translation>
    </message>
    <message>
        <source>Import a frame</source>
        <translation>导入抽样框</translation>
    </message>
    <message>
        <source>Tables (*.csv *.xlsx)</source>
        <translation>表格 (*.csv *.xlsx)</translation>
    </message>
    <message>
        <source>Imported from %1</source>
        <translation>导入自 %1</translation>
    </message>
    <message>
        <source>Importing the frame</source>
        <translation>正在导入抽样框</translation>
    </message>
    <message>
        <source>Inventing a frame</source>
        <translation>正在生成虚拟抽样框</translation>
    </message>
    <message>
        <source>Drawing the sample</source>
        <translation>正在抽取样本</translation>
    </message>
    <message>
        <source>The plan is made; next comes the frame.</source>
        <translation>方案已制定，接下来请导入抽样框。</translation>
    </message>
    <message>
        <source>The frame is here; the sample can be drawn.</source>
        <translation>抽样框已就绪，可以抽取样本。</translation>
    </message>
    <message>
        <source>%1 households were drawn.</source>
        <translation>已抽取 %1 户。</translation>
    </message>
    <message>
        <source>Points to either side</source>
        <translation>单侧百分点</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Opening the survey</source>
        <translation>正在打开调查</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>字号</translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>Type it anew</source>
        <translation>重新录入该题</translation>
    </message>
    <message>
        <source>Take what is marked</source>
        <translation>采用所选</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>Specials</name>
    <message>
        <source>Refusal</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>Don&apos;t know</source>
        <translation>不知道</translation>
    </message>
</context>
<context>
    <name>SpecialsDialog</name>
    <message>
        <source>Codes of refusal and don&apos;t know</source>
        <translation>拒答与不知道的代码</translation>
    </message>
    <message>
        <source>Here, refusal and don&apos;t know are answers of their own, and no list has to hold them. Kobo and ODK write them as choices with a code. This is how they correspond.</source>
        <translation>在本程序中，拒答和不知道是独立的答案，不必列入选项。Kobo 和 ODK 则把它们写成带代码的选项。对应关系如下。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>In this form</source>
        <translation>在本问卷中</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Save with codes…</source>
        <translation>按代码保存…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No question with a list of choices allows refusal or don&apos;t know.</source>
        <translation>没有允许拒答或不知道的选择题。</translation>
    </message>
    <message>
        <source>Turn %1 choices of lists into answers of their own</source>
        <translation>将 %1 个选项转为独立答案</translation>
    </message>
    <message>
        <source>An answer of its own</source>
        <translation>独立答案</translation>
    </message>
    <message>
        <source>A choice that is not read out</source>
        <translation>不读出的选项</translation>
    </message>
    <message>
        <source>A choice of the list</source>
        <translation>列表中的选项</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Public surveys of a city</source>
        <translation>城市公众调查</translation>
    </message>
    <message>
        <source>From census margins and a questionnaire to interviews, weights and a report, in one survey file on this computer.</source>
        <translation>从人口普查数据和问卷，到访问、加权和报告，全部保存在本机的一个调查文件中。</translation>
    </message>
    <message>
        <source>Make a new survey…</source>
        <translation>新建调查…</translation>
    </message>
    <message>
        <source>Open a survey…</source>
        <translation>打开调查…</translation>
    </message>
    <message>
        <source>Make the demonstration…</source>
        <translation>生成演示数据…</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Join a survey with this laptop or office…</source>
        <translation>本机加入调查（笔记本、县级机构）…</translation>
    </message>
</context>
<context>
    <name>Structure</name>
    <message>
        <source>Their answers are still used by: %1.</source>
        <translation>仍有题目引用其答案：%1。</translation>
    </message>
    <message>
        <source>There are no questions on the clipboard.</source>
        <translation>剪贴板中没有题目。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Loading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search this table</source>
        <translation>在表中搜索</translation>
    </message>
    <message>
        <source>Filter by column</source>
        <translation>按列筛选</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>复制（含表头）</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>暂无内容。</translation>
    </message>
    <message>
        <source>No row fits the search.</source>
        <translation>没有符合搜索条件的行。</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
</context>
<context>
    <name>TakingContact</name>
    <message>
        <source>Back without keeping</source>
        <translation>不保存返回</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址编号</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>入户次数</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>最近结果</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>No addresses on this laptop yet</source>
        <translation>本机尚无地址</translation>
    </message>
    <message>
        <source>The office hands out addresses in a field package. Until it comes, practise with the real questionnaire: nothing of it is ever sent.</source>
        <translation>地址由调查机构通过任务包下发。收到之前，可用正式问卷练习，练习内容绝不上报。</translation>
    </message>
    <message>
        <source>No addresses. Read a field package.</source>
        <translation>没有地址，请读取任务包。</translation>
    </message>
    <message>
        <source>Receipts and field packages</source>
        <translation>回执和任务包</translation>
    </message>
    <message>
        <source>Reading receipts</source>
        <translation>正在读取回执</translation>
    </message>
    <message>
        <source>%1 is done: a finished interview cannot be opened here.</source>
        <translation>%1 已完成：已完成的访问在此不能打开。</translation>
    </message>
    <message>
        <source>Practice interview</source>
        <translation>练习访问</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>已答 %1 题</translation>
    </message>
    <message>
        <source>Packages (*.svp)</source>
        <translation>数据包 (*.svp)</translation>
    </message>
    <message>
        <source>No addresses yet.</source>
        <translation>尚无地址。</translation>
    </message>
    <message>
        <source>%1 of %2 addresses done; %3 still to visit for the first time.</source>
        <translation>共 %2 个地址，已完成 %1 个，未访 %3 个。</translation>
    </message>
    <message>
        <source>addresses left</source>
        <translation>待完成地址</translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未入户</translation>
    </message>
    <message>
        <source>to visit again</source>
        <translation>需再访</translation>
    </message>
    <message>
        <source>appointments</source>
        <translation>已预约</translation>
    </message>
    <message>
        <source>collected</source>
        <translation>已采集</translation>
    </message>
    <message>
        <source>packed</source>
        <translation>已打包</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>days unconfirmed</source>
        <translation>未确认天数</translation>
    </message>
    <message>
        <source>To visit</source>
        <translation>待访</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>主样本</translation>
    </message>
    <message>
        <source>Quota cells of this laptop</source>
        <translation>本机配额</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>配额格</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>应完成</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Discarding the draft</source>
        <translation>正在丢弃草稿</translation>
    </message>
    <message>
        <source>The reserve %1 stays closed until the plan lets it replace an address.</source>
        <translation>备用户 %1 在方案允许替换之前不启用。</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>已丢弃。</translation>
    </message>
    <message>
        <source>Keyed once</source>
        <translation>已录入一次</translation>
    </message>
    <message>
        <source>Reserve, closed</source>
        <translation>备用，未启用</translation>
    </message>
    <message>
        <source>Interviews have waited %1 days: hand them in.</source>
        <translation>访问已等待 %1 天，请交回数据。</translation>
    </message>
    <message>
        <source>Read. The office has confirmed %1 of %2 collected; answers stay here %3 days longer.</source>
        <translation>已读入。采集的 %2 份中机构已确认 %1 份；回答在本机再保留 %3 天。</translation>
    </message>
    <message>
        <source>Withdrawing the interview</source>
        <translation>正在撤回访问</translation>
    </message>
    <message>
        <source>The answers are destroyed here. The office learns it when you hand in.</source>
        <translation>这里的答案已销毁；下次上交时办公室会得知。</translation>
    </message>
</context>
<context>
    <name>TraceDialog</name>
    <message>
        <source>The way of interview %1</source>
        <translation>访问 %1 的经过</translation>
    </message>
    <message>
        <source>Every line proves the one before it. A third person checks all of it on any computer that has this survey file with the command below; it changes nothing.</source>
        <translation>每一行都能证明上一行。第三方在任何有这份调查文件的电脑上，用下面的命令即可全部核验；核验不会改动任何内容。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经手</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>完好</translation>
    </message>
    <message>
        <source>no</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>Check number</source>
        <translation>校验号</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>answers recorded</source>
        <translation>记录回答</translation>
    </message>
    <message>
        <source>packed and signed</source>
        <translation>打包并签名</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>已合并</translation>
    </message>
</context>
<context>
    <name>TryRecoveryDialog</name>
    <message>
        <source>Try the printed recovery page</source>
        <translation>试用打印的恢复页</translation>
    </message>
    <message>
        <source>Type the key from the paper. The program opens a test message with it; nothing else changes. Spaces and small letters do not matter.</source>
        <translation>请照着纸上输入密钥。程序用它打开一段测试内容，不改动其他任何东西。空格和大小写不影响。</translation>
    </message>
    <message>
        <source>Key on the page</source>
        <translation>恢复页上的密钥</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Type the key from the printed page.</source>
        <translation>请输入打印页上的密钥。</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>add a choice</source>
        <translation>添加选项</translation>
    </message>
    <message>
        <source>delete %1 choices</source>
        <translation>删除 %1 个选项</translation>
    </message>
    <message>
        <source>move choices</source>
        <translation>移动选项</translation>
    </message>
    <message>
        <source>paste %1 rows of choices</source>
        <translation>粘贴 %1 行选项</translation>
    </message>
    <message>
        <source>rename the list %1</source>
        <translation>重命名选项表 %1</translation>
    </message>
    <message>
        <source>make a list of its own</source>
        <translation>另建选项表</translation>
    </message>
    <message>
        <source>change a choice of %1</source>
        <translation>修改选项表 %1 的选项</translation>
    </message>
    <message>
        <source>choose from the list %1</source>
        <translation>改用选项表 %1</translation>
    </message>
    <message>
        <source>replace “%1” by “%2”</source>
        <translation>将“%1”替换为“%2”</translation>
    </message>
    <message>
        <source>replace all “%1” by “%2”</source>
        <translation>将所有“%1”替换为“%2”</translation>
    </message>
    <message>
        <source>change “%1” of the questionnaire</source>
        <translation>修改问卷的“%1”</translation>
    </message>
    <message>
        <source>change the setting %1</source>
        <translation>修改设置 %1</translation>
    </message>
    <message>
        <source>delete %1 rows of a grid</source>
        <translation>删除 %1 行矩阵题</translation>
    </message>
    <message>
        <source>move a row</source>
        <translation>移动一行</translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>type rows of a grid</source>
        <translation>输入矩阵题的行</translation>
    </message>
    <message>
        <source>add the language %1</source>
        <translation>添加语言 %1</translation>
    </message>
    <message>
        <source>remove the language %1</source>
        <translation>删除语言 %1</translation>
    </message>
    <message>
        <source>rename the language %1</source>
        <translation>重命名语言 %1</translation>
    </message>
    <message>
        <source>paste %1 rows of texts</source>
        <translation>粘贴 %1 行文字</translation>
    </message>
    <message>
        <source>translate %1</source>
        <translation>翻译 %1</translation>
    </message>
    <message>
        <source>clear texts</source>
        <translation>清除文字</translation>
    </message>
    <message>
        <source>change the column %1</source>
        <translation>修改列 %1</translation>
    </message>
    <message>
        <source>mend a problem</source>
        <translation>修复问题</translation>
    </message>
    <message>
        <source>mend all problems</source>
        <translation>修复所有问题</translation>
    </message>
    <message>
        <source>change “%1” of %2</source>
        <translation>修改 %2 的“%1”</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>make %1: %2</source>
        <translation>将 %1 改为%2</translation>
    </message>
    <message>
        <source>add a question (%1)</source>
        <translation>添加题目（%1）</translation>
    </message>
    <message>
        <source>add a group</source>
        <translation>添加题组</translation>
    </message>
    <message>
        <source>add a repeated group</source>
        <translation>添加重复题组</translation>
    </message>
    <message>
        <source>add a grid</source>
        <translation>添加表格题</translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>duplicate %1</source>
        <translation>复制一份 %1</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>paste %1 questions</source>
        <translation>粘贴 %1 道题目</translation>
    </message>
    <message>
        <source>move %1</source>
        <translation>移动 %1</translation>
    </message>
    <message>
        <source>copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>将 %1 归入题组</translation>
    </message>
    <message>
        <source>dissolve %1</source>
        <translation>解散 %1</translation>
    </message>
    <message>
        <source>put %1 questions of the bank in</source>
        <translation>从题库加入 %1 道题目</translation>
    </message>
    <message>
        <source>use the scale %1</source>
        <translation>使用量表 %1</translation>
    </message>
    <message>
        <source>go on from another version</source>
        <translation>改用另一版本</translation>
    </message>
    <message>
        <source>import a workbook</source>
        <translation>导入工作簿</translation>
    </message>
    <message>
        <source>add a row of %1</source>
        <translation>在 %1 中添加一行</translation>
    </message>
    <message>
        <source>delete rows of %1</source>
        <translation>删除 %1 中的行</translation>
    </message>
    <message>
        <source>move a row of %1</source>
        <translation>移动 %1 中的一行</translation>
    </message>
    <message>
        <source>paste cells</source>
        <translation>粘贴单元格</translation>
    </message>
    <message>
        <source>change a cell of %1</source>
        <translation>修改 %1 的单元格</translation>
    </message>
    <message>
        <source>turn codes into refusal and don&apos;t know</source>
        <translation>将代码转为拒答和不知道</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Passphrase of the keys</source>
        <translation>密钥口令</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>请输入口令。</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>Update from a file</source>
        <translation>用文件升级</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>更新内容</translation>
    </message>
    <message>
        <source>Signed by a publisher known here.</source>
        <translation>签名者是本机已认可的发布者。</translation>
    </message>
    <message>
        <source>Write the installer…</source>
        <translation>写出安装程序…</translation>
    </message>
    <message>
        <source>This is not the fingerprint of the update. Do not install it unless it is.</source>
        <translation>这不是该升级文件的核对码。核对不符时请勿安装。</translation>
    </message>
    <message>
        <source>This computer does not know who signed the update. Telephone whoever publishes the program, let them read the fingerprint aloud, and type it here. It is asked for once.</source>
        <translation>本机尚不认识该升级文件的签名者。请致电程序发布者，请对方读出核对码，并在此照样输入。核对一次即可，以后不再询问。</translation>
    </message>
    <message>
        <source>Fingerprint as read aloud</source>
        <translation>对方读出的核对码</translation>
    </message>
    <message>
        <source>Version %1 of %2 in place of %3; %4 MB.</source>
        <translation>版本 %1（%2），将替换当前的 %3；共 %4 MB。</translation>
    </message>
</context>
<context>
    <name>VersionPanel</name>
    <message>
        <source>No version was kept yet.</source>
        <translation>尚未保存任何版本。</translation>
    </message>
    <message>
        <source>Go on from this version</source>
        <translation>以此版本继续</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What the draft changes</source>
        <translation>草稿的改动</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Interviews before it</source>
        <translation>此前的访问</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>The draft asks the same as this version.</source>
        <translation>草稿与该版本询问的内容相同。</translation>
    </message>
    <message>
        <source>No interview was begun with this version: nothing can be lost.</source>
        <translation>尚无访问以该版本开始，不会丢失任何答案。</translation>
    </message>
    <message>
        <source>%1 interviews were begun with this version; for %2 questions somebody has to decide what becomes of their answers. Interviews under way are finished with the version they were begun with.</source>
        <translation>已有 %1 份访问以该版本开始；有 %2 道题目的答案须人工核定如何处理。进行中的访问仍按其开始时的版本完成。</translation>
    </message>
    <message>
        <source>%1 interviews were begun with this version; their answers stand.</source>
        <translation>已有 %1 份访问以该版本开始，其答案保持不变。</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>(no answer)</source>
        <translation>（无回答）</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒收</translation>
    </message>
    <message>
        <source>don&apos;t know</source>
        <translation>不知道</translation>
    </message>
</context>
<context>
    <name>WatchLine</name>
    <message>
        <source>The shared folder to watch</source>
        <translation>要查看的共享文件夹</translation>
    </message>
    <message>
        <source>Watching.</source>
        <translation>正在查看。</translation>
    </message>
    <message>
        <source>Take in by itself what arrives in a shared folder</source>
        <translation>自动合并共享文件夹里新到的文件</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>The shared folder</source>
        <translation>共享文件夹</translation>
    </message>
</context>
<context>
    <name>WeightsPage</name>
    <message>
        <source>Weights</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖情况</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>个案</translation>
    </message>
    <message>
        <source>Sum of weights</source>
        <translation>权重之和</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>deff (Kish)</source>
        <translation>设计效应 (Kish)</translation>
    </message>
    <message>
        <source>Effective n</source>
        <translation>有效样本量</translation>
    </message>
    <message>
        <source>District</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>By</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation>访问份数</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>目标数</translation>
    </message>
    <message>
        <source>Unweighted</source>
        <translation>未加权</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>总体</translation>
    </message>
    <message>
        <source>Weights computed at %1.</source>
        <translation>权重计算于 %1。</translation>
    </message>
    <message>
        <source>%1 interviews are waiting for their weights.</source>
        <translation>有 %1 份访问待加权。</translation>
    </message>
    <message>
        <source>No interviews to weigh yet.</source>
        <translation>尚无可加权的访问。</translation>
    </message>
    <message>
        <source>There are no weights yet.</source>
        <translation>尚无权重。</translation>
    </message>
    <message>
        <source>Once interviews have been merged and checked, weights make them stand for the adults of every district.</source>
        <translation>访问合并并检查后，通过加权使其代表各县（市、区）的成年人口。</translation>
    </message>
    <message>
        <source>The weighting found nothing amiss.</source>
        <translation>加权未发现问题。</translation>
    </message>
    <message>
        <source>Education and occupation: sample and population, the whole city</source>
        <translation>全市受教育程度与职业：样本与总体</translation>
    </message>
    <message>
        <source>Computing the weights</source>
        <translation>正在计算权重</translation>
    </message>
    <message>
        <source>Weights for %1 interviews were computed.</source>
        <translation>已计算 %1 份访问的权重。</translation>
    </message>
    <message>
        <source>Go to the estimates</source>
        <translation>转到估计</translation>
    </message>
    <message>
        <source>Eligibility</source>
        <translation>合格性调整</translation>
    </message>
    <message>
        <source>Non-response</source>
        <translation>无回答调整</translation>
    </message>
    <message>
        <source>Raking</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Trimming</source>
        <translation>截尾</translation>
    </message>
    <message>
        <source>Base weights</source>
        <translation>设计权重</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Withdraw an interview</source>
        <translation>撤回一份访问</translation>
    </message>
    <message>
        <source>The answers are destroyed here at once, and at the other offices, on the laptops and in backups with the next exchange. This cannot be undone.</source>
        <translation>这里的回答会立即销毁，其他机构、笔记本和备份中的回答在下一次交换时销毁。此操作不能撤销。</translation>
    </message>
    <message>
        <source>The respondent&apos;s withdrawal code</source>
        <translation>受访者的撤回码</translation>
    </message>
    <message>
        <source>Destroy the answers</source>
        <translation>销毁回答</translation>
    </message>
    <message>
        <source>Type the code.</source>
        <translation>请输入撤回码。</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言对照</translation>
    </message>
    <message>
        <source>Question bank</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Work on the questionnaire</source>
        <translation>编辑问卷</translation>
    </message>
    <message>
        <source>No question uses the list “%1”.</source>
        <translation>没有题目使用选项表“%1”。</translation>
    </message>
    <message>
        <source>%1 questions were put in.</source>
        <translation>已加入 %1 道题目。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Select a question with choices in the tree first.</source>
        <translation>请先在题目树中选择一道选择题。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>first keying: %1</source>
        <translation>第一次录入：%1</translation>
    </message>
    <message>
        <source>this keying: %1</source>
        <translation>本次录入：%1</translation>
    </message>
</context>
</TS>
